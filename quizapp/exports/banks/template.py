"""A small bank to begin with: one question of each kind that a table is mostly used for."""

from __future__ import annotations

from quizapp.domain.bank import BANK_FORMAT, Bank, read_bank


def template_bank() -> Bank:
    """In English and French; write it with any exporter, then put your own texts in its place."""
    return read_bank(_DOCUMENT)


_DOCUMENT = {
    "format": BANK_FORMAT,
    "slug": "my-bank",
    "title": {"en": "My question bank", "fr": "Ma banque de questions"},
    "languages": ["en", "fr"],
    "licence": "CC-BY-4.0",
    "author": "Your name",
    "questions": [
        {
            "slug": "one-right-answer",
            "type": "single_choice",
            "prompt": {
                "en": "On which continent is Kenya?",
                "fr": "Sur quel continent se trouve le Kenya ?",
            },
            "options": [
                {"id": "a", "text": {"en": "Africa", "fr": "Afrique"}},
                {"id": "b", "text": {"en": "Asia", "fr": "Asie"}},
                {"id": "c", "text": {"en": "Europe", "fr": "Europe"}},
            ],
            "correct": "a",
            "explanation": {
                "en": "Kenya lies in the east of Africa.",
                "fr": "Le Kenya se trouve en Afrique de l’Est.",
            },
            "source": {"title": "Member States", "issuer": "United Nations", "year": 2024},
            "tags": ["geography"],
            "difficulty": 1,
            "time_limit_s": 20,
        },
        {
            "slug": "several-right-answers",
            "type": "multiple_choice",
            "prompt": {
                "en": "Which of these numbers are even?",
                "fr": "Lesquels de ces nombres sont pairs ?",
            },
            "options": [
                {"id": each, "text": {"en": text, "fr": text}}
                for each, text in (("a", "12"), ("b", "7"), ("c", "30"), ("d", "25"))
            ],
            "correct": ["a", "c"],
        },
        {
            "slug": "a-number",
            "type": "number",
            "prompt": {
                "en": "How many days does a leap year have?",
                "fr": "Combien de jours compte une année bissextile ?",
            },
            "min": 300,
            "max": 400,
            "value": 366,
        },
        {
            "slug": "a-short-answer",
            "type": "short_text",
            "prompt": {"en": "What is the capital of France?", "fr": "Capitale de la France ?"},
            "accepted": {"en": ["Paris"], "fr": ["Paris"]},
        },
        {
            "slug": "an-opinion",
            "type": "single_choice",
            "prompt": {
                "en": "Shall we meet again next year? (No right answer: a poll.)",
                "fr": "Nous réunirons-nous l’an prochain ? (Sans bonne réponse : un sondage.)",
            },
            "options": [
                {"id": "a", "text": {"en": "Yes", "fr": "Oui"}},
                {"id": "b", "text": {"en": "No", "fr": "Non"}},
            ],
            "points": 0,
        },
    ],
}
