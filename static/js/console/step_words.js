// The next step in words: what the big button does, and what comes after it.
import { t } from "../live/i18n.js";

const labels = {
  forward: () => t("Return to where you were"),
  take: ({ title }) => t("Put on the floor: {title}", { title: title ?? "" }),
  show: ({ number }) => t("Show the result of question {number}", { number }),
  start: ({ title }) => t("Start “{title}”", { title: title ?? "" }),
  breather: ({ number }) => t("Take a breath, then question {number}", { number }),
  ask: ({ number, answerable }) => (answerable === false ? t("Show the slide") : t("Ask question {number}", { number })),
  open: () => t("Open for answers"),
  close: () => t("Close the question"),
  reveal: (step, graded) => (graded ? t("Show the correct answer") : t("Show the result")),
  ranking: () => t("Show the ranking"),
  finish: (step, graded, kind, state) => (kind !== "quiz" ? t("Finish the poll") : state.then?.kind === "clear" ? t("Finish: show the podium") : t("Finish the quiz")),
  clear: () => t("Clear the stage"),
};

const thens = {
  forward: () => t("then: return to where you were"),
  take: ({ title }) => t("then: {title}", { title: title ?? "" }),
  show: ({ number }) => t("then: show the result of question {number}", { number }),
  start: ({ title }) => t("then: start “{title}”", { title: title ?? "" }),
  breather: ({ number }) => t("then: take a breath before question {number}", { number }),
  ask: ({ number, answerable }) => (answerable === false ? t("then: show the slide") : t("then: ask question {number}", { number })),
  open: () => t("then: open for answers"),
  close: () => t("then: close the question"),
  reveal: (step, graded) => (graded ? t("then: show the correct answer") : t("then: show the result")),
  ranking: () => t("then: show the ranking"),
  finish: (step, graded, kind) => (kind === "quiz" ? t("then: finish the quiz") : t("then: finish the poll")),
  clear: () => t("then: clear the stage"),
};

// A question not yet on stage is graded where its activity is a quiz.
function words(table, step, state) {
  const kind = state.activity?.kind;
  const graded = state.round ? state.round.graded : kind === "quiz";
  return step ? (table[step.kind]?.(step, graded, kind, state) ?? step.kind) : "";
}

const someRun = ({ run }) => run.some((line) => line.activities.length > 0);
const nothing = (state) => (someRun(state) ? t("Everything on the run sheet is done.") : t("There is no activity on the run sheet."));

export const nextText = (state) => words(labels, state.next, state) || t("Nothing is left to do");
export const thenText = (state) => (state.next ? words(thens, state.then, state) : nothing(state));
