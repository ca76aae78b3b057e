// A vote on the wall: how it is held, that it is being counted, and the number by which the room holds its record.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Mark } from "../live/marks.js";
import { isCounting, isSecret, isVote, shortOf } from "../live/votes.js";
import { Pill } from "./frame.js";

export function VoteTerms({ round }) {
  if (!isVote(round)) return null;
  const words = [
    isSecret(round) ? t("Secret ballot") : t("Recorded vote"),
    round.voting.by === "phones" ? t("one per phone, not verified") : t("one per seat"),
  ];
  return html`<${Pill}>${words.join(" · ")}<//>`;
}

// In place of the options, once there is nothing more to choose and nothing to show yet, or ever.
export function VoteNews({ round }) {
  if (isCounting(round)) return html`<p class="news" role="status">${t("The ballots are being counted.")}</p>`;
  if (!round.suppressed) return null;
  return html`<p class="news" role="status">${t("Fewer than {k} voted. So that nobody’s vote can be guessed, no figures are shown.", { k: round.voting.k })}</p>`;
}

export function VoteProof({ round }) {
  if (!round.proof || round.beat === "asked" || round.beat === "open") return null;
  return html`
    <p class="proof">
      ${round.voted !== null && html`<span>${tn("{n} ballot sealed", "{n} ballots sealed", round.voted)}</span>`}
      <span>${t("Check number of the record")}</span> <b class="n" dir="ltr">${shortOf(round.proof.head)}</b>
    </p>`;
}

const names = (list) => new Intl.ListFormat(document.documentElement.lang || "en", { style: "short", type: "conjunction" }).format(list);

// Group by group, where the figures may be told apart; of the others only that there are some.
export function ByGroup({ round }) {
  const { by_group: groups, question } = round;
  if (!groups) return null;
  const options = groups.shown.some(({ tally }) => tally.shape === "counts") ? (question.options ?? []) : [];
  return html`
    <section class="by-group" aria-labelledby="by-group">
      <h2 id="by-group">${t("By group")}</h2>
      ${groups.shown.length > 0 && html`
        <table>
          <thead><tr><td></td>${options.map(({ id, text }, index) => html`<th key=${id} scope="col"><${Mark} index=${index} /><span class="sr-only">${text}</span></th>`)}<th scope="col">${t("Votes")}</th></tr></thead>
          <tbody>${groups.shown.map(({ name, voted, tally }) => html`
            <tr key=${name}><th scope="row"><bdi>${name}</bdi></th>${options.map(({ id }) => html`<td key=${id} class="n">${number(tally.counts?.[id] ?? 0)}</td>`)}<td class="n">${number(voted)}</td></tr>`)}</tbody>
        </table>`}
      ${groups.hidden.length > 0 && html`<p>${t("Too few ballots to be told apart: {groups}", { groups: names(groups.hidden) })}</p>`}
    </section>`;
}
