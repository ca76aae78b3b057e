// What the hall says without words: signs with the counts of the last seconds, fading by themselves.
import { html, useEffect, useState } from "../live/html.js";
import { number } from "../live/i18n.js";
import { REACTIONS, ReactionSign, reactionWord } from "../live/reaction_signs.js";

const LASTS_MS = 3000;

// `pulse`: the latest message, a new object each second in which somebody reacts.
export function usePulse(pulse, lastsMs = LASTS_MS) {
  const [alive, put] = useState([]);
  useEffect(() => {
    if (!pulse) return undefined;
    put((before) => [...before, pulse]);
    // Not cleared by the next one: each fades in its own time.
    setTimeout(() => put((before) => before.filter((each) => each !== pulse)), lastsMs);
    return undefined;
  }, [pulse]);
  const sum = (kind) => alive.reduce((total, { counts }) => total + (counts[kind] ?? 0), 0);
  return REACTIONS.map((kind) => ({ kind, count: sum(kind) })).filter(({ count }) => count > 0);
}

export function Pulse({ pulse }) {
  const signs = usePulse(pulse);
  if (!signs.length) return null;
  return html`
    <ul class="pulse" aria-hidden="true">${signs.map(({ kind, count }) => html`
      <li key=${kind} class=${kind} title=${reactionWord(kind)}><${ReactionSign} kind=${kind} size="1em" /><b class="n">${number(count)}</b></li>`)}</ul>`;
}
