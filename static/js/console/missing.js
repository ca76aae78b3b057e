// While seats vote: how many are needed, which have not voted, and afterwards what was decided.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { outcomeWords } from "../live/outcome.js";

const MOST = 12;

function Quorum({ crowd }) {
  const { quorum } = crowd.vote;
  if (!quorum) return null;
  const left = Math.max(0, quorum - crowd.answered);
  return html`<p class=${left ? "fine" : "fine reached"}>${left ? tn("Quorum of {of}: {n} more", "Quorum of {of}: {n} more", left, { of: number(quorum) }) : t("Quorum of {of} reached", { of: number(quorum) })}</p>`;
}

function Names({ missing }) {
  const shown = missing.first.slice(0, MOST);
  const more = missing.count - shown.length;
  return html`
    <details class="missing" open=${missing.count <= MOST}>
      <summary>${tn("{n} seat has not voted", "{n} seats have not voted", missing.count)}</summary>
      <ul>${(missing.count <= MOST ? shown : missing.first).map(({ delegation, name }, index) => html`<li key=${index}><bdi>${delegation}</bdi>${name ? html` <small><bdi>${name}</bdi></small>` : null}</li>`)}
        ${more > 0 && missing.count > missing.first.length ? html`<li class="fine">${tn("and {n} more", "and {n} more", missing.count - missing.first.length)}</li>` : null}</ul>
    </details>`;
}

export function Seats({ state, crowd }) {
  const { round } = state;
  if (!round || crowd?.round !== round.id) return null;
  if (round.outcome) {
    const { kind, title, lines } = outcomeWords(round.outcome, round.question);
    return html`<section class=${`seats-vote ${kind}`}><h2>${title}</h2><p class="fine">${lines.join(" · ")}</p></section>`;
  }
  if (!crowd.vote || round.phase !== "open") return null;
  return html`
    <section class="seats-vote" aria-label=${t("Seats")}>
      <${Quorum} crowd=${crowd} />
      ${crowd.missing ? html`<${Names} missing=${crowd.missing} />` : null}
    </section>`;
}
