// Sentences that more than one view needs.
import { number, t, tn } from "../live/i18n.js";

// { answered, right, share, points } -> "right" | "part" | "wrong" | "none" | "thanks" (nothing to be right about)
export function verdictOf(result) {
  if (!result.answered) return "none";
  if (result.right === null) return "thanks";
  if (result.right) return "right";
  return result.share > 0 ? "part" : "wrong";
}

const verdicts = {
  right: () => t("Right"),
  part: () => t("Partly right"),
  wrong: () => t("Not right"),
  none: () => t("No answer"),
  thanks: () => t("Thank you"),
};

export const verdictName = (verdict) => verdicts[verdict]();

export const pointsText = (points) => tn("+{n} point", "+{n} points", points);

export const streakText = ({ length, bonus }) => tn("{n} in a row: {bonus}", "{n} in a row: {bonus}", length, { bonus: `+${number(bonus)}` });

export const verdictText = (verdict, result) =>
  ["right", "part"].includes(verdict) && result.points ? `${verdictName(verdict)}. ${pointsText(result.points)}.` : `${verdictName(verdict)}.`;

const refusals = {
  round_closed: () => t("Your answer came after the close and does not count. The next one will be in time."),
  answer_final: () => t("Your first answer stands."),
  removed: () => t("This phone was taken out of the room."),
};

export const refusalText = ({ code, message }) => refusals[code]?.() ?? (message || t("The answer was not accepted. Please choose again."));
