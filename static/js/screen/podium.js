// The end of a quiz. Who shares a place shares its step, as the published rule says; the rest of the
// ten stand beside.
import { html, useLayoutEffect, useRef } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { glide } from "./motion.js";
import { Name } from "./names.js";
import { Moved, Place } from "./ranking.js";
import { scoringName, tieRule } from "./scoring.js";

const ORDER = [2, 1, 3];
const WORDS = { 1: "one", 2: "two", 3: "three" };
const BEAT_MS = 700;

export function Podium({ state }) {
  const { podium, activity, event } = state;
  const rest = podium.rows.filter((row) => row.place > 3);
  return html`
    <${Frame} name=${`podium ${rest.length ? "" : "sole"}`}
      top=${html`<${Title} text=${activity?.title} />
        <span>${tn("{n} player", "{n} players", podium.of)}</span><${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        <${Pill}>${scoringName(activity?.scoring)}<//>`}
      bottom=${html`<span class="ties">${tieRule()}</span><${Grow} /><${JoinCorner} event=${event} />`}>
      <h1>${t("Well played")}</h1>
      ${podium.rows.length
        ? html`<${Steps} rows=${podium.rows} key=${activity?.id} />`
        : html`<p class="nobody">${t("Nobody has points yet.")}</p>`}
      ${rest.length > 0 && html`<ol class="rest">${rest.map((row) => html`<${Rest} key=${row.number} row=${row} />`)}</ol>`}
    <//>`;
}

function Steps({ rows }) {
  const stage = useRef(null);
  useLayoutEffect(() => thirdFirst(stage.current), []);
  const taken = ORDER.filter((place) => rows.some((row) => row.place === place));
  return html`<div class="steps" ref=${stage}>
    ${taken.map((place) => html`<${Step} key=${place} place=${place} rows=${rows.filter((row) => row.place === place)} />`)}
  </div>`;
}

// Third, second, first: each name comes with its step.
function thirdFirst(stage) {
  for (const step of stage.children) {
    const delay = (3 - Number(step.dataset.place)) * BEAT_MS;
    glide(step, step.offsetHeight * 0.25, { delay, fade: true });
  }
}

function Step({ place, rows }) {
  return html`
    <div class=${`step ${WORDS[place]} ${rows.length > 1 ? "shared" : ""}`} data-place=${place}>
      <ul>${rows.map((row) => html`<li key=${row.number}><${Name} who=${row} /></li>`)}</ul>
      <small>${number(rows[0].points)}</small>
      <div class="block"><b>${number(place)}</b>${rows.length > 1 && html`<span>${t("shared")}</span>`}</div>
    </div>`;
}

const Rest = ({ row }) => html`
  <li><${Place} row=${row} /><span class="who"><${Name} who=${row} /></span><${Moved} by=${row.moved} />
    <b class="points">${number(row.points)}</b></li>`;
