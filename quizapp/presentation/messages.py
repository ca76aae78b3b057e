"""What a person reads for each error code. Says what happened, and where possible what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quizapp.domain.errors import QuizappError
from quizapp.domain.text import N_
from quizapp.presentation.i18n import translate

MESSAGES: Final[Mapping[str, str]] = {
    "error": N_("Something went wrong. Please try again."),
    "not_found": N_("This was not found. It may have been moved or removed."),
    "forbidden": N_("Your account may not do this. Ask an administrator for the role you need."),
    "sign_in_first": N_("Please sign in first."),
    "conflict": N_("Somebody else was a moment faster. Please look again and repeat."),
    "question_changed": N_("{by} saved version {version} of this question in the meantime."),
    "bank_in_use": N_(
        "Questions of this bank are in an activity or were asked already, so it stays."
    ),
    "activity_played": N_("This was played already. It stays, so that its results stay."),
    "busy": N_("The server has much to do right now. Please try again in a moment."),
    "not_saved": N_("This could not be saved. Please try again in a moment."),
    "slow_down": N_("That was a little too fast. Please wait a moment and try again."),
    "bad_message": N_("Something in what was sent is not right. Please check it and try again."),
    "bad_answer": N_("This answer does not fit the question. Please choose again."),
    "bad_name": N_("Please give a name of 1 to {most} letters or digits."),
    "name_taken": N_(
        "Somebody already has this name or one that looks the same. Please choose another."
    ),
    "no_such_team": N_("Please choose a team from the list."),
    "team_fixed": N_("The quiz has begun: teams can’t be changed any more."),
    "wrong_seat_code": N_("No seat has this code. Please compare it with your card, sign by sign."),
    "no_seat": N_("Seats vote here. Please enter the seat code of your card in the menu first."),
    "observer": N_("Your seat observes: it has no ballot in this secret vote."),
    "vote_held": N_("Another delegation holds the vote of your seat. Please ask the moderator."),
    "seat_used": N_("Seats have voted already. This one stays, so that the results stay."),
    "vote_open": N_("A vote by seats is open. Close it first; the seat list stands still."),
    "bad_proxy": N_("This vote can’t be passed on: one of the two is held by another already."),
    "no_roll_call": N_("There is no roll call to show. It is set before a vote by seats opens."),
    "unknown_participant": N_("This phone is not known here. Please join again."),
    "joining_locked": N_("Joining is closed at the moment. Please ask the moderator."),
    "removed": N_(
        "The moderator has removed this phone. Please ask in the room if this is a mistake."
    ),
    "wrong_code": N_("No event has this code. Please compare it with the screen."),
    "wrong_password": N_("Name and password do not fit together."),
    "weak_password": N_("Please choose a password of at least {least} characters."),
    "link_used": N_("This sign-in link was used already or is too old. Please ask for a new one."),
    "last_administrator": N_("At least one active administrator must remain."),
    "refused": N_("This can’t be done now."),
    "stale": N_("The stage has moved on since. Nothing was done; please look again."),
    "nothing_next": N_("There is no further step here."),
    "nothing_back": N_("Nothing was shown before this."),
    "nothing_to_undo": N_("The last act can’t be undone."),
    "wrong_phase": N_("This can’t be done in the present phase of the question."),
    "looking_back": N_("The room looks at something earlier. Go forward first."),
    "on_other_floor": N_("This is on the stage of another room. Clear it there first."),
    "aside_open": N_("Its questions are open on phones. Close them first."),
    "activity_begun": N_("This was begun on stage. Finish it there first."),
    "not_aside": N_("Only a plain poll of phones can be opened beside the stage."),
    "round_open": N_("A question is still open. Close it first."),
    "round_closed": N_("This question takes no answers any more."),
    "not_counted_yet": N_("The secret ballots are still being counted. Please wait a moment."),
    "answer_final": N_("In a quiz the first answer stands."),
    "cannot_accept": N_(
        "This answer can’t be accepted: it is right already, or the question can’t take it."
    ),
    "text_not_shown": N_("This text is hidden or waits for approval. Show it first."),
    "questions_not_open": N_("No questions are taken at the moment."),
    "too_many_questions": N_(
        "{limit} of your questions are waiting already. Take one back, or wait until one is answered."
    ),
    "name_wanted": N_("Here questions are asked with a name. Please give yours."),
    "no_upvotes": N_("There is no voting for questions here."),
    "question_merged": N_(
        "Another question stands for this one. Use that one, or part them first."
    ),
    "question_not_shown": N_("This question was put away. Approve it first."),
    "question_settled": N_(
        "The room has dealt with this question. It can’t be taken back any more."
    ),
    "reactions_off": N_("No reactions are taken at the moment."),
    "no_deadline": N_("This question has no time limit."),
    "database_newer": N_(
        "A newer quizapp wrote this database (revision {revision}). Start that version, or give another folder with --data."
    ),
    "database_unavailable": N_("The database can’t be used: {reason}"),
    "data_folder_unusable": N_("The data folder {folder} can’t be used: {reason}"),
    "data_folder_in_use": N_(
        "A server (process {pid}) already runs on the data folder {folder}. Stop it first, or give another folder with --data."
    ),
    "backup_unusable": N_("The backup {file} can’t be used: {reason}."),
    "backup_elsewhere": N_(
        "This database is on a server of its own: back it up and restore it with that server’s tools (pg_dump, pg_restore)."
    ),
    "desk_refused": N_("The server can't be measured: {reason}."),
    "server_unreachable": N_("No server answers at {url}."),
    "bad_picture": N_("This picture can’t be used. Please choose another."),
    "picture_too_large": N_(
        "This file is too large. Please choose a picture of at most {most} MiB."
    ),
    "picture_too_many_pixels": N_(
        "This picture is too large. Please make it smaller: at most {most} million pixels."
    ),
    "picture_format": N_("Please choose a picture in the format PNG, JPEG, WebP or GIF."),
    "picture_broken": N_("This picture is damaged and can’t be read. Please choose another."),
    "bad_record": N_("This file is no record of an event ({where})."),
    "bad_content": N_("The content has {count} faults and can’t be used."),
}
"""Error code -> English text, a message id of the catalogues; details fill the placeholders."""


NOTICES: Final[Mapping[str, str]] = {
    "replaced": N_("Opened in another tab or on another phone. This one rests."),
    "stopping": N_("The server restarts. Your answers are kept, please stay on this page."),
}
"""Codes of notices that are no refusals."""


def message_for(code: str, language: str) -> str:
    """The text of a notice."""
    return translate(language, NOTICES.get(code) or MESSAGES.get(code) or MESSAGES["error"])


def message(error: QuizappError, language: str) -> str:
    """The text for a person who reads that language."""
    text = MESSAGES.get(error.code, MESSAGES["error"])
    return translate(language, text, **error.details)
