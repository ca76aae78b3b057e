// How much time the room has: the same seconds that the screen counts.
import { leftOf, secondsOf, useNow } from "../live/clock.js";
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";

const SHORT_MS = 5000;

// Past the time of all a round stays open for who has extra time.
function longer(round, crowd) {
  const n = crowd?.round === round.id ? crowd.extra : round.extra;
  return n > 0 && !round.paused ? tn("waiting for {n} with extra time", "waiting for {n} with extra time", n) : null;
}

function timeOf(round, crowd, now) {
  if (round.phase === "asked" && round.opens_at) return [t("opens in"), Math.max(0, round.opens_at - now)];
  if (round.phase !== "open") return null;
  const left = leftOf(round, null, now);
  if (left === 0 && longer(round, crowd)) return [longer(round, crowd), null];
  if (left !== null) return [round.paused ? t("paused at") : t("closes in"), left];
  return [t("no time limit"), null];
}

export function Timer({ round, crowd = null, clock }) {
  const runs = round && !round.paused && (round.phase === "open" || round.opens_at);
  const now = useNow(clock, runs ? 250 : 0);
  const time = round && timeOf(round, crowd, now);
  if (!time) return null;
  const [words, left] = time;
  return html`
    <p class=${`timer ${left !== null && left < SHORT_MS && round.phase === "open" && !round.paused ? "short" : ""}`} role="timer" aria-live="off">
      <small>${words}</small>${left !== null && html`<b>${tn("{n} s", "{n} s", secondsOf(left))}</b>`}
    </p>`;
}
