"""Texts of what is said about content, by code. English; message ids of the catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from quizapp.domain.text import N_

ELSE: Final = N_("Something is not right here ({code}).")

_SHAPE: Final[Mapping[str, str]] = {
    "missing": N_("This is missing. Please fill it in."),
    "empty_text": N_("The text is empty. Please write it, or take the field out."),
    "text_too_large": N_("This text is too long: {detail} characters at most."),
    "unknown_field": N_("Nothing here has this name. Is it a typing error? Else take it out."),
    "duplicate": N_("“{detail}” stands here twice. Give one of them another name."),
    "not_a_mapping": N_("Names with values are expected here, such as title: …"),
    "not_a_list": N_("A list is expected here."),
    "not_text": N_("A text is expected here. Put it between quotation marks."),
    "not_localized": N_("A text for each language is expected here, such as en: …"),
    "not_a_list_of_text": N_("A list of texts is expected here."),
    "not_a_number": N_("A number is expected here."),
    "not_true_or_false": N_("Only true or false can stand here."),
    "not_allowed": N_("This is not possible here. Possible: {detail}"),
    "out_of_range": N_("This must be in the range {detail}."),
    "wrong_count": N_("There must be {detail} of these."),
    "bad_slug": N_("Use a-z, 0-9 and - only, at most 80 characters, such as first-question."),
    "bad_id": N_("Use letters, digits, - and _ only, at most 40 characters."),
    "unknown_language": N_("This is none of the languages {detail}."),
    "too_many_digits": N_("A number may have 15 digits at most, six of them decimals."),
}
"""What has not the form that it should have."""

_QUESTIONS: Final[Mapping[str, str]] = {
    "unknown_option": N_("There is no entry “{detail}” in the list. Name one of its ids."),
    "everything_is_right": N_(
        "Every option is right, so there is nothing to tell. Leave one wrong."
    ),
    "key_out_of_reach": N_(
        "The right answer can’t be given: change the key, or how many may be chosen ({detail})."
    ),
    "shown_in_this_order": N_(
        "The items stand in their right order already. Show them in another one."
    ),
    "abstention_with_key": N_(
        "“No answer” is for polls. Take the key out, or the option for no answer."
    ),
    "motion_with_key": N_(
        "“For” and “against” are for votes. Take the right answer out, or those two."
    ),
    "excludes_the_others": N_(
        "“None of these” can’t be right together with others. Leave one of them."
    ),
    "nothing_to_shuffle": N_("This type has no list to shuffle. Take shuffle out."),
    "off_the_steps": N_("This number can’t be given with these steps ({detail})."),
    "not_a_multiple": N_("This must be a multiple of {detail}."),
    "pair_missing": N_("These have no partner yet: {detail}"),
    "not_a_point": N_("A point is two numbers, each from 0 to 1."),
    "flat_region": N_("This region has no area. Move its corners apart."),
    "too_long": N_("This is longer than an answer may be. Shorten it, or allow more characters."),
    "not_for_a_screen": N_("This has characters that can’t be shown. Please type it anew."),
    "missing_alt": N_("The picture needs a description in each language of the bank ({detail})."),
    "picture_missing": N_("There is no picture {detail} beside the bank. Pack both into one zip."),
    "picture_outside": N_("Pictures must lie in the bank’s own folder ({detail} does not)."),
}
"""What is wrong with a question."""

_EVENTS: Final[Mapping[str, str]] = {
    "not_beside_this_file": N_("The file {detail} must lie beside this one."),
    "unknown_time_zone": N_("There is no time zone {detail}. Write it like Europe/Brussels."),
    "unknown_item": N_("The agenda has no such item."),
    "unknown_bank": N_("There is no question bank for {detail}."),
    "unknown_question": N_("There is no question {detail} in that bank."),
    "no_key_but_points": N_(
        "{detail} has no right answer but gives points. Give it a key, or points: 0."
    ),
}
"""What is wrong with an event."""

_SEATS: Final[Mapping[str, str]] = {
    "seat_header": N_("The first row must name the columns: at least the delegation."),
    "no_seats": N_("No seat was found in it."),
    "seat_standing": N_("“{detail}” says neither votes nor observes."),
    "seat_twice": N_("The same delegation and name stand in line {detail} already."),
    "too_many_seats": N_("These are too many seats: {detail} at most."),
    "polls_vote": N_("Only a poll has settings of a vote."),
    "needs_seats": N_("This is reckoned of seats. Let seats vote, or leave it out."),
    "secret_has_no_names": N_("A secret vote has no roll call: nobody knows who voted how."),
    "groups_are_for_secret": N_("Groups go with secret ballots only; named votes show who voted."),
    "motion_or_election": N_("Either a motion is carried, or somebody is elected. Leave one out."),
    "text_too_long": N_("At most {detail} characters, please."),
}
"""Why a line of a seat list can't be used."""

_AGENDAS: Final[Mapping[str, str]] = {
    "no_agenda_items": N_("No agenda item was found in it."),
    "agenda_header": N_("The first row must name the columns: at least title, and day."),
    "too_many_items": N_("These are too many items: {detail} at most."),
    "broken_icalendar": N_("This can’t be read as a calendar: {detail}"),
    "broken_json": N_("This can’t be read as JSON: {detail}"),
    "no_schedule": N_(
        "This JSON has no schedule as pretalx exports it (schedule, conference, days)."
    ),
}
"""Why an agenda can't be used."""

UNPLACED: Final[Mapping[str, str]] = {
    "before_first_item": N_("No item has begun here yet, or none of this day."),
    "cancelled": N_("It is marked as cancelled."),
    "date_unreadable": N_("Its day can’t be read as a date."),
    "day_missing": N_("It does not say on which day it is."),
    "day_repeated": N_("This day has begun before."),
    "ends_before_it_starts": N_("Its end is not after its start."),
    "number_out_of_order": N_("Its number does not follow the one before."),
    "partly_read": N_("Not all of it could be read as a date and a time."),
    "repeats": N_("It repeats by a rule. Only single entries are placed."),
    "sub_item_without_item": N_("There is no item that it could belong to."),
    "time_unreadable": N_("Its time can’t be read."),
    "title_missing": N_("It has no title."),
    "under_unplaced_line": N_("It belongs to a line that found no place."),
    "unknown_numbering": N_("It looks numbered, but not as VIII. or (a)."),
}
"""Why a line of an agenda found no place."""

_FILES: Final[Mapping[str, str]] = {
    "unknown_format": N_("This is no format that can be read here."),
    "not_a_bank": N_("This is no question bank."),
    "empty_file": N_("There is nothing in this file."),
    "file_too_large": N_("The file is too large: {detail} at most."),
    "unreadable_file": N_("The file can’t be read ({detail})."),
    "no_questions": N_("There is no question in this file."),
    "too_many_questions": N_("These are too many questions: {detail} at most."),
    "not_utf8": N_("This is not UTF-8. Save the file in that encoding ({detail})."),
    "not_text_file": N_("This is no text. Save the file as plain text in UTF-8."),
    "broken_encoding": N_("The file says it is {detail} but it is not. Save it anew in UTF-8."),
    "broken_yaml": N_("This can’t be read as YAML: {detail}"),
    "broken_xml": N_("This can’t be read as XML: {detail}"),
    "broken_csv": N_("This can’t be read as CSV: {detail}. Are all quotation marks in pairs?"),
    "broken_workbook": N_("This workbook is damaged. Open it in Excel and save it anew."),
    "broken_zip": N_("This archive is damaged. Please pack it anew."),
    "old_excel": N_(
        "This is a workbook of an old Excel, or one with a password. Save it as .xlsx without one."
    ),
    "open_document": N_("This is an OpenDocument file. Save it as .xlsx or .csv."),
    "xml_entities": N_(
        "This XML has a DOCTYPE or entities of its own, which could do harm. Take them out."
    ),
    "xml_too_large": N_("This XML has too many elements: {detail} at most."),
    "not_a_quiz": N_("This XML is no quiz of Moodle’s: it begins with {detail}, not with <quiz>."),
    "sheet_header": N_(
        "The first row must name the columns, at least question and type. See the template."
    ),
    "kahoot_header": N_(
        "The headings of the template are missing: Question, Answer 1 to 4, Time limit, Correct answer."
    ),
    "zip_too_many": N_("The archive has too many files: {detail} at most."),
    "zip_too_large": N_("Unpacked, this archive is too large: {detail} at most."),
    "zip_bomb": N_(
        "{detail} in the archive unpacks to far more than it should. It was not opened."
    ),
    "zip_path": N_("{detail} in the archive would lie outside of its folder."),
    "zip_encrypted": N_("The archive has a password. Pack it without one."),
    "zip_nested": N_("{detail} is an archive within the archive. Unpack it first."),
    "zip_without_bank": N_("There is no {detail} in the archive."),
    "zip_with_banks": N_("There is more than one {detail} in the archive. Pack each by itself."),
}
"""Why a file can't be used at all."""

PROBLEMS: Final[Mapping[str, str]] = {
    **_SHAPE,
    **_QUESTIONS,
    **_EVENTS,
    **_AGENDAS,
    **_SEATS,
    **_FILES,
}
"""Code of a `Problem` -> English text; `{detail}` and `{path}` are filled in."""

_WHOLE_FILE: Final[Mapping[str, str]] = {
    "encoding_guessed": N_("The file was taken for {encoding}. Please look at accents and signs."),
    "macros_left_out": N_("The macros in this workbook were not looked at."),
    "column_unknown": N_("Nobody knows a column “{detail}”: it was left out."),
    "column_twice": N_("The column “{detail}” stands there twice: only the first was read."),
    "category_as_tag": N_("The category became the tag “{detail}” of its questions."),
    "file_not_named": N_("No question names the file {detail}: it was left out."),
}

_LEFT_OUT: Final[Mapping[str, str]] = {
    "type_not_supported": N_("Questions of the type “{detail}” don’t exist here."),
    "no_right_answer_at_all": N_("No answer is marked as right."),
    "match_twice": N_("“{detail}” belongs to more than one entry, which can’t be asked here."),
    "number_expected": N_("A number is expected, not “{detail}”."),
    "number_too_large": N_("{detail} is beyond the largest number, 1,000,000,000,000."),
    "formula": N_("“{detail}” has a formula, which is not calculated here. Put in its value."),
    "column_not_of_type": N_("“{detail}” means nothing for the type {type}: it was left out."),
    "time_limit_left_out": N_("The time limit {detail} is not between 5 and 3600 seconds."),
    "feedback_left_out": N_("Remarks on single answers were left out: {count}"),
    "parts_left_out": N_("These parts have no place here: {detail}"),
    "part_answers_left_out": N_("Answers that earn part of the marks were left out: {detail}"),
    "wildcard_left_out": N_("Answers with an asterisk for any text were left out: {detail}"),
    "units_left_out": N_("Units were left out: {detail}"),
    "picture_left_out": N_("Pictures were left out, for one at most stands with a text: {count}"),
    "picture_not_in_file": N_("Pictures that the text shows but the file does not have: {count}"),
    "aiken_question_missing": N_(
        "An option or the answer stands here without a question before it."
    ),
    "aiken_answer_missing": N_("The line ANSWER: with the right letter is missing."),
    "aiken_answer_unknown": N_("ANSWER: names a letter that no option has."),
    "aiken_letters": N_("The options must be A, B, C and so on, none left out."),
    "aiken_one_line": N_("The question must stand on one line, its options right below."),
    "gift_braces": N_(
        "The braces don’t fit together. Close { with }, leave no empty line between, and write \\{ for the sign itself."
    ),
    "gift_pair": N_("“{detail}” lacks its partner: write = left -> right."),
    "gift_text_before_answers": N_("“{detail}” stands before the first = or ~."),
    "kahoot_correct": N_("“{detail}” is no answer of this question. Write its number, 1 to 4."),
}

_APPROXIMATED: Final[Mapping[str, str]] = {
    "understood": N_("{type}: understood as it stands."),
    "type_chosen": N_("No type is given: taken for {type}."),
    "date_cell": N_("The spreadsheet made a date of “{detail}”. Please look at it."),
    "no_right_answer": N_("No answer is right, so this is a poll."),
    "several_right": N_("Several answers are fully right: here all of them must be ticked."),
    "marks_replaced": N_("The weights give way to this program’s own marks for several options."),
    "part_marks_left_out": N_(
        "Only the best answer is right; part of the marks is not given here."
    ),
    "marks_as_points": N_("{detail} marks became 1000 points."),
    "range_chosen": N_("Numbers from {least} to {most} may be given."),
    "case_ignored": N_("Capital letters don’t matter here."),
    "feedback_as_explanation": N_("The remark on the right answer became the explanation."),
    "markup_left_out": N_("Only the words of a formatted text were taken."),
    "markdown_kept": N_("The signs of Markdown stand in the text as they are."),
    "picture_described_by_name": N_(
        "The picture {detail} has no description. Write what is to be seen on it."
    ),
}

_EXPORT: Final[Mapping[str, str]] = {
    "pictures_not_carried": N_("Pictures are not in this file, the zip would have them: {count}"),
    "type_not_carried": N_("The format has no questions of the type {type}."),
    "poll_not_carried": N_("The format has no questions without a right answer."),
    "poll_without_key": N_("The format has no polls: no answer of this question is right."),
    "too_many_options": N_("The format has {most} answers at most."),
    "text_cut": N_("A text of {count} characters was cut to {most}."),
    "time_limit_chosen": N_("The time limit is {seconds} seconds in the file."),
    "any_right_answer": N_("One of the right answers will be enough there."),
    "sign_replaced": N_("{sign} in a text became →."),
    "sign_in_text": N_("The text begins with a sign of the format."),
    "not_carried_languages": N_("Further languages, of so many questions: {count}"),
    "not_carried_explanation": N_("Explanations, of so many questions: {count}"),
    "not_carried_source": N_("Sources, of so many questions: {count}"),
    "not_carried_tags": N_("Tags, of so many questions: {count}"),
    "not_carried_difficulty": N_("The difficulty, of so many questions: {count}"),
    "not_carried_time_limit": N_("Time limits, of so many questions: {count}"),
    "not_carried_points": N_("Points, of so many questions: {count}"),
    "not_carried_scoring": N_("The scoring, of so many questions: {count}"),
    "not_carried_shuffle": N_("That options are shuffled, in so many questions: {count}"),
    "not_carried_pictures": N_("Pictures, of so many questions: {count}"),
    "not_carried_roles": N_(
        "That an option means “none of these” or “no answer”, in so many questions: {count}"
    ),
    "not_carried_about": N_("Licence and author of the bank"),
}

NOTES: Final[Mapping[str, str]] = {**_WHOLE_FILE, **_LEFT_OUT, **_APPROXIMATED, **_EXPORT}
"""Code of a `Note` -> English text; the note's details are filled in."""

REMARKS: Final[Mapping[str, str]] = {
    "missing_translation": N_("The text is missing in {language}."),
    "language_not_listed": N_("{language} is none of the bank’s languages. Add it to them."),
    "text_too_long": N_(
        "{count} characters in {language} are small on the screen. Shorten it to {most}."
    ),
    "entries_alike": N_("Two entries read alike in {language}. Make them differ."),
    "key_longer": N_(
        "The right option is much longer than the others in {language}, which gives it away."
    ),
    "key_same_place": N_(
        "The right option is number {place} in {count} of {all} questions. Mix them, or shuffle."
    ),
    "ids_tell": N_(
        "Ids on both sides tell what belongs together. Name or number them differently."
    ),
    "little_time": N_(
        "{seconds} seconds are short: reading this in {language} takes about {needed}."
    ),
    "duplicate_question": N_("This asks the same as {other}."),
    "no_source": N_("The right answer has no source. Say where the fact is from."),
}
"""Code of a lint `Remark` -> English text; its details are filled in."""
