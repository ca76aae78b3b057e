// The end of a quiz. Who shares a place shares its step, as the published rule says; the rest of the
// ten stand beside. Where persons and teams are ranked, two podiums stand side by side.
import { html, useLayoutEffect, useRef } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { glide } from "./motion.js";
import { Moved, Place, RowName, TeamName } from "./ranking.js";
import { scoringName, tieRule } from "./scoring.js";

const ORDER = [2, 1, 3];
const WORDS = { 1: "one", 2: "two", 3: "three" };
const BEAT_MS = 700;

export function Podium({ state }) {
  const { podium, activity, event } = state;
  const both = Boolean(podium.rows && podium.teams);
  const rows = podium.rows ?? podium.teams.rows;
  const rest = both ? [] : rows.filter((row) => row.place > 3);
  const second = state.languages[1];
  const form = both ? "both" : rest.length ? "" : "sole";
  return html`
    <${Frame} name=${`podium ${form}`}
      top=${html`<${Title} text=${activity?.title} />
        <span>${tn("{n} player", "{n} players", podium.of)}</span><${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        <${Pill}>${scoringName(activity?.scoring)}<//>`}
      bottom=${html`<span class="ties">${tieRule()}</span><${Grow} /><${JoinCorner} event=${event} />`}>
      <h1>${t("Well played")}</h1>
      ${both && html`<h2>${t("Teams")}</h2><h2>${t("Players")}</h2><${Steps} rows=${podium.teams.rows} second=${second} key=${`teams ${activity?.id}`} />`}
      <${Steps} rows=${rows} second=${second} key=${activity?.id} />
      ${rest.length > 0 && html`<ol class="rest">${rest.map((row, index) => html`<${Rest} key=${keyOf(row, index)} row=${row} second=${second} />`)}</ol>`}
    <//>`;
}

const keyOf = (row, index) => row.id ?? (row.number || `place ${index}`);

const Who = ({ row, second }) => (row.id ? html`<${TeamName} team=${row} second=${second} />` : html`<${RowName} row=${row} />`);

function Steps({ rows, second }) {
  const stage = useRef(null);
  useLayoutEffect(() => stage.current && thirdFirst(stage.current), []);
  if (!rows.length) return html`<p class="nobody">${t("Nobody has points yet.")}</p>`;
  const taken = ORDER.filter((place) => rows.some((row) => row.place === place));
  return html`<div class="steps" ref=${stage}>
    ${taken.map((place) => html`<${Step} key=${place} place=${place} rows=${rows.filter((row) => row.place === place)} second=${second} />`)}
  </div>`;
}

// Third, second, first: each name comes with its step.
function thirdFirst(stage) {
  for (const step of stage.children) {
    const delay = (3 - Number(step.dataset.place)) * BEAT_MS;
    glide(step, step.offsetHeight * 0.25, { delay, fade: true });
  }
}

function Step({ place, rows, second }) {
  return html`
    <div class=${`step ${WORDS[place]} ${rows.length > 1 ? "shared" : ""}`} data-place=${place}>
      <ul>${rows.map((row, index) => html`<li key=${keyOf(row, index)}><${Who} row=${row} second=${second} /></li>`)}</ul>
      <small>${number(rows[0].points)}</small>
      <div class="block"><b>${number(place)}</b>${rows.length > 1 && html`<span>${t("shared")}</span>`}</div>
    </div>`;
}

const Rest = ({ row, second }) => html`
  <li><${Place} row=${row} /><span class="who"><${Who} row=${row} second=${second} /></span><${Moved} by=${row.moved} />
    <b class="points">${number(row.points)}</b></li>`;
