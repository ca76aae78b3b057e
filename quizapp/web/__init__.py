"""The HTTP edge: parse, authorise, call one service, answer."""

from __future__ import annotations

from flask import Flask

from quizapp.web import (
    about,
    account,
    accounts,
    activities,
    agenda,
    annex,
    assets,
    bank_files,
    banks,
    catalogue,
    check,
    console,
    day,
    editor,
    errors,
    formats,
    health,
    join,
    json_bodies,
    keeping,
    language,
    new_event,
    pictures,
    question_report,
    questions,
    rehearsals,
    results,
    screen,
    seats,
    security,
    settings,
    sign_in,
    trial,
    votes,
)
from quizapp.web.context import WebServices


def register(app: Flask, services: WebServices) -> None:
    """Give the application its pages. It needs a secret key before it answers."""
    app.extensions["quizapp"] = services
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    security.register(app, services.settings)
    errors.register(app)
    json_bodies.register(app)
    subjects = (
        health,
        assets,
        catalogue,
        language,
        formats,
        join,
        pictures,
        about,
        check,
        screen,
        sign_in,
        account,
        accounts,
        console,
        day,
        new_event,
        settings,
        keeping,
        seats,
        votes,
        rehearsals,
        questions,
        question_report,
        results,
        activities,
        agenda,
        annex,
        bank_files,
        banks,
        editor,
        trial,
    )
    for subject in subjects:
        subject.register(app)
