// The people: how many, what they answered so far, who has just come, and how latecomers get in.
import { html } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { useKind } from "../phone/kinds.js";
import { Name } from "../screen/names.js";
import { mayDo } from "./acts.js";
import { Guard } from "./guard.js";
import { Joining } from "./joining.js";

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
  const kind = useKind("tallies", tally && itemsKnown(round.question) ? tally.shape : null);
  if (!tally || !kind) return null;
  return html`
    <section class="so-far" aria-labelledby="so-far">
      <h2 id="so-far">${round.phase === "open" || round.phase === "closed" ? t("Answers so far, seen by you only") : t("Answers")}</h2>
      <${Guard} key=${`${round.id} ${tally.shape}`}><${kind.Chart} tally=${tally} question=${round.question} reveal=${round.reveal} /><//>
    </section>`;
}

// While the question stands alone its options are not told yet: there is nothing to draw.
const itemsKnown = (question) => Boolean(question.options ?? question.items ?? question.statements ?? question.max_words);

function Arrivals({ crowd }) {
  if (!crowd?.arrivals.length) return null;
  return html`
    <section class="arrivals"><h2>${t("Just arrived")}</h2>
      <ul>${crowd.arrivals.map((who) => html`<li key=${who.number}><${Name} who=${who} /></li>`)}</ul>
    </section>`;
}

export function Room({ page, model, onPeople }) {
  const { crowd, state } = model;
  return html`
    <h2>${t("In the room")}</h2>
    <${Figures} crowd=${crowd} />
    <button type="button" class="wide" id="open-people" aria-haspopup="true" onClick=${onPeople}>${mayDo(state.role, "helper") ? t("People: find, remove, let in…") : t("People: who is here…")}</button>
    <${SoFar} model=${model} />
    ${crowd && !crowd.joined && html`<p class="fine">${t("Nobody has joined yet. Read the address and the code out, or show the lobby.")}</p>`}
    <${Joining} page=${page} event=${state.event} />
    <${Arrivals} crowd=${crowd} />`;
}
