// What a screen reader hears when something changed; null where there is nothing to say.
import { leftOf, secondsOf } from "../live/clock.js";
import { t, tn } from "../live/i18n.js";
import { myRound } from "../live/store.js";
import { refusalText, verdictOf, verdictText } from "./words.js";

function opened(round, mine, now) {
  const left = leftOf(round, mine, now);
  const { number } = round;
  if (left === null) return t("Question {number} is open.", { number });
  return tn("Question {number} is open, {n} second.", "Question {number} is open, {n} seconds.", secondsOf(left), { number });
}

function aboutRound(before, after, now) {
  const old = before.state?.round;
  const { round } = after.state;
  const fresh = old?.id !== round.id;
  if (round.answerable === false) return fresh ? round.question.prompt : null;
  if (round.phase === "open" && (fresh || old.phase !== "open")) return opened(round, myRound(after), now);
  if (round.phase === "asked" && fresh) return t("Question {number}: {prompt}", { number: round.number, prompt: round.question.prompt });
  if (round.phase === "closed" && !fresh && old.phase === "open") return t("Question {number} is closed.", { number: round.number });
  if (round.phase === "open" && round.paused !== old.paused) return round.paused ? t("Paused.") : t("It goes on.");
  return aboutResult(before, after);
}

function aboutResult(before, after) {
  const [old, now] = [before, after].map((model) => myRound(model)?.result);
  return now && !old ? verdictText(verdictOf(now), now) : null;
}

function aboutAnswer(before, after) {
  const [was, now] = [before, after].map(({ latest, sent }) => latest ?? sent);
  if (now?.status === was?.status && now?.number === was?.number && now?.round === was?.round) return null;
  if (now?.status === "saved") return t("Saved.");
  return now?.status === "refused" ? refusalText(now) : null;
}

export function spoken(before, after, now = after.state?.now) {
  if (after.line === "offline" && before.line === "online") return t("Offline. This page comes back by itself.");
  return aboutAnswer(before, after) ?? (after.state?.round && after.state !== before.state ? aboutRound(before, after, now) : aboutResult(before, after));
}
