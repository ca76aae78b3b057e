// The first five: each row comes from the place it held before, so that the room sees who moved.
import { html, useLayoutEffect, useRef } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { glide } from "./motion.js";
import { Name } from "./names.js";
import { scoringName, tieRule } from "./scoring.js";

export function Ranking({ state }) {
  const { ranking, activity, round, event } = state;
  return html`
    <${Frame} name="ranking"
      top=${html`<${Title} text=${activity?.title} />
        ${round && html`<span>${t("After question {n} of {of}", { n: round.number, of: round.count })}</span>`}<${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        <${Pill}>${scoringName(activity?.scoring)}<//>`}
      bottom=${html`<span class="ties">${tieRule()}</span><${Grow} /><${JoinCorner} event=${event} />`}>
      <h1>${t("Ranking")}<small class="of">${tn("{n} player", "{n} players", ranking.of)}</small></h1>
      ${ranking.rows.length
        ? html`<${Rows} rows=${ranking.rows} key=${round?.id} />`
        : html`<p class="nobody">${t("Nobody has points yet.")}</p>`}
    <//>`;
}

function Rows({ rows }) {
  const list = useRef(null);
  useLayoutEffect(() => fromBefore(list.current, rows), []);
  return html`<ol class="rows" ref=${list}>
    ${rows.map((row) => html`<${Row} key=${row.number} row=${row} />`)}
  </ol>`;
}

// Nobody starts further away than just below the list: the place before may be the eightieth.
function fromBefore(list, rows) {
  const pitch = list.children.length > 1 ? list.children[1].offsetTop - list.children[0].offsetTop : list.offsetHeight;
  rows.forEach((row, index) => {
    const before = Math.max(0, Math.min(rows.length, index + (row.moved ?? 0)));
    glide(list.children[index], (before - index) * pitch, { fade: before >= rows.length && before !== index });
  });
}

function Row({ row }) {
  return html`
    <li class=${`row ${row.place === 1 ? "first" : ""}`}>
      <${Place} row=${row} />
      <span class="who"><${Name} who=${row} /></span>
      <${Moved} by=${row.moved} />
      <span class="gained">${row.gained > 0 && html`<bdi dir="ltr">+${number(row.gained)}</bdi>`}</span>
      <b class="points">${number(row.points)}</b>
    </li>`;
}

export function Place({ row }) {
  const label = row.shared ? t("Place {n}, shared", { n: row.place }) : t("Place {n}", { n: row.place });
  return html`<span class="place" aria-label=${label}>${row.shared && html`<i>=</i>`}${number(row.place)}</span>`;
}

// Arrow and figure; the arrow alone says the direction to who cannot tell the colours apart.
export function Moved({ by }) {
  if (!by) return html`<span class="moved"></span>`;
  const up = by > 0;
  const label = up ? tn("up {n} place", "up {n} places", by) : tn("down {n} place", "down {n} places", -by);
  return html`<span class=${`moved ${up ? "up" : "down"}`} aria-label=${label}>
    <i aria-hidden="true">${up ? "▲" : "▼"}</i>${number(Math.abs(by))}</span>`;
}
