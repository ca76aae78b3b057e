// Means of several rows: a bar each, and a line across its end as long as the spread to both sides.
import { html } from "../../live/html.js";
import { t, tenths } from "../../live/i18n.js";
import { colourClass, Mark } from "../../live/marks.js";
import { Label, wordiness } from "./labels.js";

export function Means({ tally, rows, also }) {
  const tallied = rows.map(({ id }) => tally.rows[id] ?? { mean: null, spread: null });
  const most = Math.max(1, ...tallied.map(({ mean, spread }) => (mean ?? 0) + (spread ?? 0)));
  return html`<div>
    <ul class=${`bars means ${wordiness(rows)}`}>
      ${rows.map((row, index) => html`
        <${Bar} key=${row.id} index=${index} row=${row} lang=${also?.lang} mean=${tallied[index].mean} spread=${tallied[index].spread} most=${most} />`)}
    </ul>
    <p class="chart-foot"><span>${t("The bar: the mean. The line: how far apart the answers are.")}</span></p>
  </div>`;
}

function Bar({ index, row, lang, mean, spread, most }) {
  const [low, high] = [Math.max(0, (mean ?? 0) - (spread ?? 0)), (mean ?? 0) + (spread ?? 0)];
  return html`<li class=${`bar-row ${colourClass(index)}`}>
    <${Mark} index=${index} />
    <${Label} text=${row.text} other=${row.other?.text} lang=${lang} />
    <span class="track"><i style=${{ "--p": (mean ?? 0) / most }}></i>
      ${spread ? html`<s class="whisker" style=${{ "--from": low / most, "--to": high / most }}></s>` : null}</span>
    <span class="figures"><b>${mean === null ? "–" : tenths(mean)}</b>${spread === null ? null : html`<small><bdi>± ${tenths(spread)}</bdi></small>`}</span>
  </li>`;
}
