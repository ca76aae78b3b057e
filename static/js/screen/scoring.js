// The rules of the game in words a room understands at a glance.
import { t } from "../live/i18n.js";

const NAMES = {
  accuracy: () => t("accuracy scoring"),
  mild: () => t("mild speed scoring"),
  classic: () => t("speed scoring"),
  double: () => t("double points"),
  none: () => t("no points"),
};

const RULES = {
  accuracy: () => t("Every right answer earns full points. Speed does not count."),
  mild: () => t("Right answers earn points. Taking your time costs at most 10 %."),
  classic: () => t("Right answers earn points, and the sooner the more."),
  double: () => t("Every right answer earns twice the points. Speed does not count."),
  none: () => t("There are no points to win: it is about knowing."),
};

export const scoringName = (scoring) => NAMES[scoring]?.() ?? "";
export const scoringRule = (scoring) => RULES[scoring]?.() ?? "";
export const tieRule = () =>
  t("Ties: more right answers, then less time on right answers, then a shared place");
