// What comes from the floor, in the right column: how many questions wait, and what the hall says without words.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { ReactionSign, reactionWord } from "../live/reaction_signs.js";
import { usePulse } from "../screen/pulse.js";

const LASTS_MS = 10_000;
const CALLS = ["too_fast", "cant_hear"];

// Something to be put right is said in words; the rest is a sign and a number.
export function Pulse({ pulse }) {
  const signs = usePulse(pulse, LASTS_MS);
  const calls = signs.filter(({ kind }) => CALLS.includes(kind));
  const rest = signs.filter(({ kind }) => !CALLS.includes(kind));
  return html`
    <div role="status">${calls.map(({ kind, count }) => html`<p key=${kind} class=${`call ${kind}`}><${ReactionSign} kind=${kind} size=${20} /> <b>${reactionWord(kind)}</b> <span>${tn("{n} tap", "{n} taps", count)}</span></p>`)}</div>
    ${rest.length > 0 && html`<ul class="pulse" aria-label=${t("Reactions")}>${rest.map(({ kind, count }) => html`<li key=${kind}><${ReactionSign} kind=${kind} size=${18} /> <b>${number(count)}</b> <span class="sr-only">${reactionWord(kind)}</span></li>`)}</ul>`}`;
}

export function QueueButton({ model, onQueue }) {
  const { qa } = model.state;
  const waiting = model.qa && model.qa.rev >= model.state.rev ? model.qa.waiting : (qa?.waiting ?? 0);
  return html`
    <button type="button" class=${`wide ${waiting ? "calls" : ""}`} id="open-queue" aria-haspopup="true" onClick=${onQueue}>
      ${waiting ? tn("Questions: {n} waits…", "Questions: {n} wait…", waiting) : qa?.open ? t("Questions are open…") : t("Questions and reactions…")}</button>`;
}
