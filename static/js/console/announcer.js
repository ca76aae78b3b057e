// What a screen reader hears when the stage or the line changed; null where there is nothing to say.
import { leftOf, secondsOf } from "../live/clock.js";
import { t, tn } from "../live/i18n.js";
import { seenText } from "./stage_words.js";

function opened({ round, now }) {
  const left = leftOf(round, null, now);
  if (left === null) return t("Question {number} is open.", { number: round.number });
  return tn("Question {number} is open, {n} second.", "Question {number} is open, {n} seconds.", secondsOf(left), { number: round.number });
}

function key(state) {
  return [seenText(state), state.stage.at_head, state.round?.id, state.round?.paused, state.round?.voided].join();
}

export function spoken(before, after) {
  if (after.line === "online" && before.line === "offline") return t("Connected again.");
  if (!after.state || (before.state && key(before.state) === key(after.state))) return null;
  const { round, blank, big_qr: bigQr } = after.state;
  if (round?.paused && !before.state?.round?.paused) return t("Paused.");
  if (round?.beat === "open" && round.phase === "open" && !blank && !bigQr) return opened(after.state);
  return t("The room sees: {picture}", { picture: seenText(after.state) });
}
