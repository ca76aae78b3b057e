// What was decided, large enough for the last row.
import { html } from "../live/html.js";
import { outcomeWords } from "../live/outcome.js";

const SIGNS = { ok: "M3 13l6 6L21 5", no: "M5 5l14 14M19 5L5 19", open: "M4 9h16M4 15h16" };

export function Outcome({ round }) {
  const { kind, title, lines } = outcomeWords(round.outcome, round.question);
  return html`
    <div class=${`decided ${kind}`} role="status">
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${SIGNS[kind]} /></svg>
      <b>${title}</b><span>${lines.join(" · ")}</span>
    </div>`;
}
