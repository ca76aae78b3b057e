// Typed words: the more often one was given, the larger it stands.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";

const SHOWN = 24;

// Steps 1 to 5, by the share of the most frequent.
export const stepOf = (count, most) => Math.max(1, Math.ceil((5 * count) / most));

export function Chart({ tally }) {
  const groups = tally.groups.slice(0, SHOWN);
  if (!groups.length) return html`<p class="fine">${t("Nobody wrote a word.")}</p>`;
  const most = groups[0].count;
  return html`
    <ul class="cloud">
      ${groups.map(({ key, text, count }) => html`
        <li key=${key} class=${`step-${stepOf(count, most)}`}><bdi>${text}</bdi> <small>${count > 1 ? html`<span aria-hidden="true">${count}</span>` : null}<span class="sr-only">${tn("{n} time", "{n} times", count)}</span></small></li>`)}
    </ul>
    ${tally.groups.length > SHOWN ? html`<p class="fine">${tn("and {n} more", "and {n} more", tally.groups.length - SHOWN)}</p>` : null}`;
}
