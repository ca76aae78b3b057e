// The people: how many, what they answered so far, who has just come, and how latecomers get in.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { useKind } from "../phone/kinds.js";
import { Name } from "../screen/names.js";
import { mayDo } from "./acts.js";
import { Seats } from "./missing.js";
import { QueueButton } from "./floor_signs.js";
import { Guard } from "./guard.js";
import { Joining } from "./joining.js";
import { textsOf } from "./texts_state.js";
import { Vote } from "./vote.js";
import { Wrong } from "./wrong.js";

function Figure({ value, of, name }) {
  return html`<div><b>${value === null ? "–" : number(value)}${of ? html`<small>/${number(of)}</small>` : null}</b><span>${name}</span></div>`;
}

function Figures({ crowd }) {
  const round = crowd?.round;
  return html`
    <div class="figures">
      <${Figure} value=${crowd?.joined ?? null} name=${t("joined")} />
      <${Figure} value=${crowd?.here ?? null} name=${t("here")} />
      <${Figure} value=${round ? crowd.answered : null} of=${round ? crowd.of : 0} name=${t("answered")} />
    </div>`;
}

// The figures of the round on stage: as shown to the room, else as they grow.
export function tallyOf({ state, tally }) {
  const { round } = state;
  if (!round) return null;
  if (round.results && round.phase !== "open") return round.results.tally;
  return tally?.round === round.id ? tally.tally : (round.results?.tally ?? null);
}

function SoFar({ model }) {
  const { round } = model.state;
  const tally = tallyOf(model);
  const shape = useKind("tallies", tally?.shape ?? null);
  const kind = useKind("questions", tally ? round.question.type : null);
  if (!tally || !shape || !kind) return null;
  const { question, reveal } = round;
  const rows = kind.rows?.(question, reveal) ?? [];
  const axis = kind.axis?.(question) ?? null;
  return html`
    <section class="so-far" aria-labelledby="so-far">
      <h2 id="so-far">${round.phase === "open" || round.phase === "closed" ? t("Answers so far, seen by you only") : t("Answers")}</h2>
      <${Guard} key=${`${round.id} ${tally.shape}`}><${shape.Chart} tally=${tally} rows=${rows} axis=${axis} question=${question} reveal=${reveal} /><//>
    </section>`;
}

function Arrivals({ crowd }) {
  if (!crowd?.arrivals.length) return null;
  return html`
    <section class="arrivals"><h2>${t("Just arrived")}</h2>
      <ul>${crowd.arrivals.map((who) => html`<li key=${who.number}><${Name} who=${who} /></li>`)}</ul>
    </section>`;
}

// The way to the typed texts, with how many wait for a word of the moderator.
function TextsButton({ model, onTexts }) {
  const list = textsOf(model);
  if (!list || !mayDo(model.state.role, "moderator")) return null;
  const waiting = list.waiting.length;
  return html`
    <button type="button" class=${`wide ${waiting ? "calls" : ""}`} id="open-texts" aria-haspopup="true" onClick=${onTexts}>
      ${waiting ? tn("Typed texts: {n} waits…", "Typed texts: {n} wait…", waiting) : list.cards ? t("Typed texts: hide, group…") : t("Typed texts: hide…")}</button>`;
}

export function Room({ page, model, onPeople, onTexts, onQueue, order }) {
  const { crowd, state } = model;
  return html`
    <h2>${t("In the room")}</h2>
    <${Figures} crowd=${crowd} />
    <${Seats} state=${state} crowd=${crowd} />
    <button type="button" class="wide" id="open-people" aria-haspopup="true" onClick=${onPeople}>${mayDo(state.role, "helper") ? t("People: find, remove, let in…") : t("People: who is here…")}</button>
    <${TextsButton} model=${model} onTexts=${onTexts} />
    <${QueueButton} model=${model} onQueue=${onQueue} />
    <${Wrong} model=${model} order=${order} />
    <${Vote} round=${state.round} />
    <${SoFar} model=${model} />
    ${crowd && !crowd.joined && html`<p class="fine">${t("Nobody has joined yet. Read the address and the code out, or show the lobby.")}</p>`}
    <${Joining} page=${page} event=${state.event} />
    <${Arrivals} crowd=${crowd} />`;
}
