// The head of every view of a round: which activity, which question, how much time.
import { html } from "../live/html.js";
import { dirOf, t, tn } from "../live/i18n.js";
import { leftOf, secondsOf, useNow } from "../live/clock.js";

export function Where({ activity, round }) {
  const place = round.count > 1 ? ` · ${t("{number} of {count}", { number: round.number, count: round.count })}` : "";
  return html`<span><bdi>${activity?.title}</bdi>${place}</span>`;
}

export function Meta({ activity, round, end }) {
  return html`<p class="meta"><${Where} activity=${activity} round=${round} /><span>${end}</span></p>`;
}

// In the question's own language, which may not be the phone's.
export function Prompt({ question }) {
  return html`<h1 class="prompt" lang=${question.lang} dir=${dirOf(question.lang)}>${question.prompt}</h1>`;
}

// Thin bar and seconds; an open-ended round has neither.
export function Time({ activity, round, mine, clock }) {
  const now = useNow(clock, round.phase === "open" && !round.paused ? 250 : 0);
  const left = round.phase === "open" ? leftOf(round, mine, now) : null;
  if (left === null) {
    const word = round.paused ? t("paused") : round.phase === "open" ? t("open") : t("closed");
    return html`<div class="clock"><${Meta} activity=${activity} round=${round} end=${word} /><div class="time none"></div></div>`;
  }
  const share = left / Math.max(mine?.limit_ms ?? round.limit_ms ?? 0, left, 1);
  const seconds = html`<span role="timer" aria-live="off">${tn("{n} s", "{n} s", secondsOf(left))}</span>`;
  return html`
    <div class="clock">
      <${Meta} activity=${activity} round=${round} end=${seconds} />
      <div class=${left < 5000 ? "time short" : "time"} aria-hidden="true"><i style=${{ transform: `scaleX(${share})` }}></i></div>
    </div>`;
}

export function Say({ kind = "", icon = null, children }) {
  return html`<p class=${`say ${kind}`}>${icon}<span>${children}</span></p>`;
}
