// The first of the ranking: each row comes from the place it held before, so that the room sees who moved.
// Persons, teams, or both side by side.
import { html, useLayoutEffect, useRef } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Also, Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { glide } from "./motion.js";
import { Name } from "./names.js";
import { scoringName, tieRule } from "./scoring.js";

export function Ranking({ state }) {
  const { ranking, activity, round, event } = state;
  const both = Boolean(ranking.rows && ranking.teams);
  const second = state.languages[1];
  return html`
    <${Frame} name=${both ? "ranking both" : "ranking"}
      top=${html`<${Title} text=${activity?.title} />
        ${round && html`<span>${t("After question {n} of {of}", { n: round.number, of: round.count })}</span>`}<${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        <${Pill}>${scoringName(activity?.scoring)}<//>`}
      bottom=${html`<span class="ties">${tieRule()}</span><${Grow} /><${JoinCorner} event=${event} />`}>
      ${ranking.teams && html`<${Teams} teams=${ranking.teams} second=${second} key=${`teams ${round?.id}`} />`}
      ${ranking.rows && html`<${Persons} ranking=${ranking} both=${both} key=${`persons ${round?.id}`} />`}
    <//>`;
}

function Persons({ ranking, both }) {
  return html`
    <section>
      <h1>${both ? t("Players") : t("Ranking")}<small class="of">${tn("{n} player", "{n} players", ranking.of)}</small></h1>
      <${Rows} rows=${ranking.rows} Row=${Person} />
    </section>`;
}

function Teams({ teams, second }) {
  return html`
    <section>
      <h1>${t("Teams")}<small class="of">${t("the mean of their players’ points")}</small></h1>
      <${Rows} rows=${teams.rows} Row=${Team} second=${second} />
    </section>`;
}

function Rows({ rows, Row, second }) {
  const list = useRef(null);
  useLayoutEffect(() => list.current && fromBefore(list.current, rows), []);
  if (!rows.length) return html`<p class="nobody">${t("Nobody has points yet.")}</p>`;
  return html`<ol class="rows" ref=${list}>
    ${rows.map((row, index) => html`<${Row} key=${row.id ?? (row.number || `place ${index}`)} row=${row} second=${second} />`)}
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

function Line({ row, children }) {
  return html`
    <li class=${`row ${row.place === 1 ? "first" : ""}`}>
      <${Place} row=${row} />
      <span class="who">${children}</span>
      <${Moved} by=${row.moved} />
      <span class="gained">${row.gained > 0 && html`<bdi dir="ltr">+${number(row.gained)}</bdi>`}</span>
      <b class="points">${number(row.points)}</b>
    </li>`;
}

const Person = ({ row }) => html`<${Line} row=${row}><${RowName} row=${row} /><//>`;

const Team = ({ row, second }) => html`
  <${Line} row=${row}><bdi>${row.name}</bdi>
    <small class="under"><${Also} text=${row.also} lang=${second} tag="span" /> <span>${tn("{n} player", "{n} players", row.members)}</span></small><//>`;

// Where names are hidden there is neither name nor number: the place and the points say enough.
export const RowName = ({ row }) => (row.name || row.number ? html`<${Name} who=${row} />` : null);

export const TeamName = ({ team, second }) => html`<bdi>${team.name}</bdi><${Also} text=${team.also} lang=${second} />`;

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
