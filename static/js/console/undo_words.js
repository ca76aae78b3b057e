// What an undo would take back, by the name that the server gives the last act.
import { t } from "../live/i18n.js";

const texts = {
  round_asked: () => t("Takes the question back."),
  round_opened: () => t("Takes back the opening of the question."),
  round_withdrawn: () => t("Asks the question again."),
  lobby_shown: () => t("Takes the lobby off the stage again."),
  idle_shown: () => t("Puts back what was on stage."),
  showing_undone: () => t("Shows it again."),
  start_undone: () => t("Starts the activity again."),
  finish_undone: () => t("Finishes the activity again."),
  activity_started: () => t("Takes the activity off the stage again."),
  activity_finished: () => t("Goes on with the activity."),
  round_unopened: () => t("Opens the question again."),
  round_closed: () => t("Takes back the close: answers are taken again."),
  round_reopened: () => t("Closes the question again."),
  round_extended: () => t("Takes back the seconds given."),
  round_paused: () => t("Lets the count-down go on."),
  round_resumed: () => t("Pauses again."),
  round_voided: () => t("The voided question counts again."),
  round_unvoided: () => t("Voids the question again."),
  screen_blanked: () => t("Takes back blanking or showing the screen."),
  qr_enlarged: () => t("Takes back the last change of the big QR code."),
  results_hidden: () => t("Takes back hiding or showing results."),
  joining_locked: () => t("Takes back locking or opening the door."),
  extra_time_granted: () => t("Takes back the last change of somebody’s extra time."),
  answer_accepted: () => t("Takes back the last change of what is right; the ranking follows."),
  text_hidden: () => t("Takes back hiding the text."),
  text_approved: () => t("Takes back showing the text."),
  text_unmarked: () => t("Does again what was undone with the text."),
  text_grouped: () => t("Takes back the last change of a title above a text."),
  text_spotlit: () => t("Takes back the last change of the text shown large."),
  participant_removed: () => t("Lets the removed person in again."),
  participant_readmitted: () => t("Removes the person again."),
};

export const undoText = (name) => texts[name]?.() ?? t("Takes back the last act.");
