// Orders given: the items as the room put them, by mean place; at the reveal in the right order.
import { html, useLayoutEffect, useRef } from "../../live/html.js";
import { language, number, percent, t, tn } from "../../live/i18n.js";
import { colourClass, Mark } from "../../live/marks.js";
import { glide } from "../motion.js";
import { Label, otherText, shareOf, wordiness } from "./labels.js";

export function Chart({ tally, question, also, reveal }) {
  const order = reveal?.key?.order ?? null;
  const ids = order ?? byMeanPlace(question.items, tally.rows);
  const list = useRef(null);
  useMoves(list, ids);
  return html`<div>
    <ol class=${`bars ${wordiness(question.items)}`} ref=${list}>
      ${ids.map((id, index) => html`
        <${Item} key=${id} place=${index + 1} at=${question.items.findIndex((item) => item.id === id)} question=${question}
          also=${also} id=${id} row=${tally.rows[id]} voters=${tally.voters} solved=${Boolean(order)} />`)}
    </ol>
    <p class="chart-foot"><span>${order ? t("The bar: who put it at its right place") : t("The bar: who put it first")}</span>
      ${order && html`<b>${tn("{n} had the whole order right", "{n} had the whole order right", tally.exact)}</b>`}</p>
  </div>`;
}

// Equal means keep the order of the question, so that two screens never differ.
export function byMeanPlace(items, rows) {
  const mean = (id) => rows[id]?.mean ?? Infinity;
  return items.map((item) => item.id).sort((a, b) => (mean(a) === mean(b) ? 0 : mean(a) - mean(b)));
}

function Item({ place, at, id, question, also, row, voters, solved }) {
  const share = shareOf(row?.places?.[solved ? place - 1 : 0] ?? 0, voters);
  return html`<li class=${`bar-row rank-row ${colourClass(at)} ${solved ? "key" : ""}`} data-id=${id}>
    <span class="place">${number(place)}</span>
    <${Mark} index=${at} />
    <${Label} text=${question.items[at].text} other=${otherText(also, "items", id)} lang=${also?.lang} right=${solved} />
    <span class="track"><i style=${{ "--p": share }}></i></span>
    <span class="figures"><b>${percent(share)}</b><small>${row?.mean ? t("mean {n}", { n: tenths(row.mean) }) : ""}</small></span>
  </li>`;
}

// A row that changes its place while answers come in glides there.
function useMoves(list, ids) {
  const before = useRef(null);
  const key = ids.join();
  useLayoutEffect(() => {
    const rows = [...list.current.children];
    const tops = new Map(rows.map((row) => [row.dataset.id, row.offsetTop]));
    if (before.current) {
      for (const row of rows) glide(row, (before.current.get(row.dataset.id) ?? row.offsetTop) - row.offsetTop);
    }
    before.current = tops;
  }, [key]);
}

const tenths = (value) =>
  new Intl.NumberFormat(`${language()}-u-nu-latn`, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
