// The rules of the game in words a room understands at a glance.
import { t } from "../live/i18n.js";

const NAMES = {
  accuracy: () => t("accuracy scoring"),
  mild: () => t("mild speed scoring"),
  classic: () => t("speed scoring"),
};

const RULES = {
  accuracy: () => t("Every right answer earns full points. Speed does not count."),
  mild: () => t("Right answers earn points. Taking your time costs at most 10 %."),
  classic: () => t("Right answers earn points, and the sooner the more."),
};

export const scoringName = (scoring) => NAMES[scoring]?.() ?? "";
export const scoringRule = (scoring) => RULES[scoring]?.() ?? "";
export const tieRule = () =>
  t("Ties: more right answers, then less time on right answers, then a shared place");
