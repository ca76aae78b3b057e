// Items in the order that the room gave them, by their mean place.
import { html } from "../live/html.js";
import { language, number, t } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";

const decimal = (value) => new Intl.NumberFormat(`${language()}-u-nu-latn`, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);

// Items of nobody's answer stand last.
export function byMean(items, rows) {
  const mean = (item) => rows[item.id]?.mean ?? Infinity;
  return items.map((item, index) => ({ ...item, index, mean: rows[item.id]?.mean ?? null })).sort((one, other) => mean(one) - mean(other) || one.index - other.index);
}

export function Chart({ tally, question }) {
  const count = question.items.length;
  const share = (mean) => (mean === null ? 0 : (count - mean + 1) / count);
  return html`
    <ol class="bars ranked">
      ${byMean(question.items, tally.rows).map(({ id, text, index, mean }, place) => html`
        <li key=${id} class=${colourClass(index)}>
          <b class="place">${number(place + 1)}</b>
          <${Mark} index=${index} />
          <span class="text"><bdi>${text}</bdi></span>
          <span class="figure"><small>${t("mean place")}</small> <b>${mean === null ? "–" : decimal(mean)}</b></span>
          <i class="bar"><i style=${{ transform: `scaleX(${share(mean)})` }}></i></i>
        </li>`)}
    </ol>`;
}
