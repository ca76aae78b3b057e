// Numbers given to statements: a histogram each, the mean as a line, the median as a dashed one.
import { html } from "../../live/html.js";
import { language, number, t } from "../../live/i18n.js";
import { Also } from "../frame.js";
import { Label, otherText, shareOf } from "./labels.js";

const MOST_WITH_FIGURES = 3;

// One statement fills the wall; up to three show every figure; more share one line of numbers.
export function Chart({ tally, question, also }) {
  const count = question.statements.length;
  const compact = count > MOST_WITH_FIGURES;
  return html`<div class=${`scales ${count === 1 ? "single" : ""} ${compact ? "compact" : ""}`}>
    ${question.statements.map((statement) => html`
      <${Scale} key=${statement.id} text=${statement.text} other=${otherText(also, "statements", statement.id)} lang=${also?.lang}
        start=${question.start} steps=${question.steps} row=${tally.rows[statement.id]} compact=${compact} />`)}
    <div class="scale-ends">
      ${compact && html`<${Axis} start=${question.start} steps=${question.steps} />`}
      <${Ends} question=${question} also=${also} />
    </div>
  </div>`;
}

const pointsOf = (start, steps) => Array.from({ length: steps }, (_, index) => start + index);

const Axis = ({ start, steps }) => html`<div class="plot axis">
  ${pointsOf(start, steps).map((point) => html`<span key=${point} class="point-of">${number(point)}</span>`)}</div>`;

function Scale({ text, other, lang, start, steps, row, compact }) {
  const histogram = row?.histogram ?? {};
  const most = Math.max(1, ...Object.values(histogram));
  return html`<div class="scale">
    <${Label} text=${text} other=${other} lang=${lang} />
    <div class="plot">
      ${pointsOf(start, steps).map((point) => html`
        <${Bin} key=${point} point=${point} count=${histogram[point] ?? 0} most=${most} bare=${compact} />`)}
      <div class="needles" aria-hidden="true">
        <${Needle} kind="median" at=${row?.median} start=${start} steps=${steps} />
        <${Needle} kind="mean" at=${row?.mean} start=${start} steps=${steps} />
      </div>
    </div>
    <${Gist} row=${row} />
  </div>`;
}

function Bin({ point, count, most, bare }) {
  return html`<div class=${`bin ${count ? "" : "none"}`}>
    ${!bare && html`<span class="n-of">${number(count)}</span>`}
    <span class="pillar"><i style=${{ "--p": shareOf(count, most) }}></i></span>
    ${!bare && html`<span class="point-of">${number(point)}</span>`}</div>`;
}

// In the middle of its column where the number is whole, between two where it is not.
function Needle({ kind, at, start, steps }) {
  if (at === null || at === undefined) return null;
  return html`<i class=${`needle ${kind}`} style=${{ "--x": (at - start + 0.5) / steps }}></i>`;
}

function Gist({ row }) {
  if (row?.mean === null || row?.mean === undefined) return html`<div class="gist"></div>`;
  return html`<div class="gist"><span>${t("mean")}</span><b>${tenths(row.mean)}</b>
    <span class="md">${t("median {n}", { n: row.median })}</span></div>`;
}

export function Ends({ question, also }) {
  return html`<div class="ends"><span>${question.low}<${Also} tag="span" text=${also?.low} lang=${also?.lang} /></span>
    <span>${question.high}<${Also} tag="span" text=${also?.high} lang=${also?.lang} /></span></div>`;
}

const tenths = (value) =>
  new Intl.NumberFormat(`${language()}-u-nu-latn`, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
