"""Words that say nothing alone: articles, pronouns, prepositions and the like, in six languages.

Our own compilation, kept small on purpose: a word that a hall could mean is not in it, nor one that
means something in another of our languages (French `son`, Portuguese `fora`), for a hall types in
all of them at once. With the same in mind a word of the Latin alphabet is held against the lists
with its accents: `the` is an article, `thé` is a drink. Arabic and Cyrillic ones are held against
them folded.
"""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.domain.questions.folding import fold
from quizapp.domain.text import LANGUAGES

_LISTED: Mapping[str, str] = {
    "en": """
        a an the and or but of to in on at by for from with without into as is are was were be
        been it its this that these those we our us you your they their he she his her i my me
        not very so than then there
    """,
    "fr": """
        le la les un une des du de d l et ou mais à au aux en dans sur par pour avec sans sous
        ce cet cette ces est sont était être il elle on nous vous ils elles je tu mon ma mes
        notre nos votre vos leur leurs se sa ses ne pas plus très que qui y
    """,
    "es": """
        el la los las un una unos unas y e o u pero de del al a en con por para sin sobre es era
        ser su sus mi mis tu tus nuestro nuestra nuestros nuestras lo le les se me nos que muy
        más como este esta estos estas ese esa
    """,
    "ar": """
        و أو ثم في من إلى على عن مع بين عند هو هي هم هن نحن أنت أنا هذا هذه ذلك تلك التي الذي
        الذين أن إن كان كانت قد لا ما لم لن كل أي يا
    """,
    "ru": """
        и а но или в во на с со к ко по из за у о об от до для без при над под что это этот эта
        эти тот та те как он она оно они мы вы я ты наш наша наше наши ваш их его её не ни же бы
        ли очень
    """,
    "pt": """
        o a os as um uma uns umas e ou mas de do da dos das em na nos nas ao aos à às por pelo
        pela com sem para sobre é são ser seu sua seus suas meu minha nosso nossa nossos nossas
        que se muito mais como este esta estes estas esse essa isso
    """,
}
STOP_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _LISTED.items()
}
"""Language -> words, lower case, as they are written."""

_LAST_LATIN = "\u024f"
_APOSTROPHES = "'’"
_ARTICLE_BEFORE_A_VOWEL = "l"


def telling(text: str) -> str:
    """A text without what says nothing: `the rule of law` is `rule law`, `l’éthique` is `éthique`.

    Empty where nothing else is in it. Arabic's article is part of its word, and stays.
    """
    kept = (_without_article(word) for word in text.split() if not _says_nothing(word))
    return " ".join(kept)


def _says_nothing(word: str) -> bool:
    return _plain(word) in _ALL


def _plain(word: str) -> str:
    """As the lists have it."""
    if all(each <= _LAST_LATIN or not each.isalpha() for each in word):
        return "".join(each for each in word.casefold() if each.isalnum())
    return fold(word)


def _without_article(word: str) -> str:
    first, rest = word[:1], word[1:2]
    if first.casefold() == _ARTICLE_BEFORE_A_VOWEL and rest and rest in _APOSTROPHES:
        return word[2:]
    return word


_ALL = frozenset(_plain(word) for language in LANGUAGES for word in STOP_WORDS[language])
