// Votes a row: bars in the order of the rows, the right ones by tick and frame. A row that has a
// pair says at the reveal what belongs to it; its bar is then the share of those who knew.
import { html } from "../../live/html.js";
import { number, percent } from "../../live/i18n.js";
import { colourClass, Mark } from "../../live/marks.js";
import { Abstained } from "../../tallies/abstained.js";
import { Label, shareOf, wordiness } from "./labels.js";

export function Chart({ tally, rows, also, reveal, question }) {
  const correct = reveal?.key?.correct ?? null;
  return html`<ul class=${`bars ${wordiness(rows.map(({ text, pair = "" }) => ({ text: text + pair })))}`}>
    ${rows.map((row, index) => html`
      <${Bar} key=${row.id} index=${index} row=${row} lang=${also?.lang}
        count=${tally.counts[row.id] ?? 0} voters=${tally.voters} verdict=${verdictOn(row, correct)} />`)}
  </ul>
  ${tally.abstained ? html`<p class="abstained"><${Abstained} count=${tally.abstained} question=${question} /></p>` : null}`;
}

function verdictOn({ id, pair }, correct) {
  if (pair) return "key";
  if (!correct?.length) return "";
  return correct.includes(id) ? "key" : "wrong";
}

function Bar({ index, row, lang, count, voters, verdict }) {
  const share = shareOf(count, voters);
  return html`<li class=${`bar-row ${colourClass(index)} ${verdict}`}>
    <${Mark} index=${index} />
    <${Label} text=${row.text} picture=${row.picture} other=${row.other?.text} pair=${row.pair} otherPair=${row.other?.pair} lang=${lang} right=${verdict === "key"} />
    <span class="track"><i style=${{ "--p": share }}></i></span>
    <span class="figures"><b>${percent(share)}</b><small>${number(count)}</small></span>
  </li>`;
}
