// Activities beside the stage: a card each under what goes on now, and their questions one after the other.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Answering } from "./answering.js";
import { styled } from "./day_style.js";
import { Say } from "./frame.js";
import { Tick } from "./icons.js";
import { answeredOf, asOnStage, isDone, ownAnswer } from "./progress.js";

await styled;

function aboutItem(aside) {
  return aside.item ? html`<small>${t("on item {item}", { item: aside.item })}</small>` : null;
}

function progressText(model, aside) {
  const done = answeredOf(model, aside);
  if (isDone(model, aside)) return t("All answered. You may change them until the close.");
  if (!done) return tn("{n} question", "{n} questions", aside.count);
  return t("{done} of {count} answered", { done, count: aside.count });
}

function Card({ model, aside, onOpen }) {
  const done = isDone(model, aside);
  return html`
    <button type="button" class=${done ? "aside-card done" : "aside-card"} onClick=${() => onOpen(aside.id)}>
      <span class="words"><b><bdi>${aside.title}</bdi></b>${aboutItem(aside)}<span class="fine">${progressText(model, aside)}</span></span>
      <span class="end">${done ? html`<${Tick} />` : t("Answer")}</span>
    </button>`;
}

export function Cards({ model, onOpen }) {
  const asides = model.state?.asides ?? [];
  if (!asides.length) return null;
  return html`
    <section class="aside-cards" aria-labelledby="aside-title">
      <h2 id="aside-title">${t("Also open, whenever you like")}</h2>
      ${asides.map((aside) => html`<${Card} key=${aside.id} model=${model} aside=${aside} onOpen=${onOpen} />`)}
    </section>`;
}

// The first that has no answer yet, behind the one at hand; null where all have.
function nextOpen(model, aside, at) {
  const order = aside.rounds.map((round, index) => ({ round, index }));
  const found = [...order.slice(at + 1), ...order.slice(0, at + 1)].find(({ round }) => ownAnswer(model, round.id) === null);
  return found ? found.index : null;
}

function Steps({ model, aside, at, onPick }) {
  if (aside.rounds.length < 2) return null;
  return html`
    <nav class="aside-steps" aria-label=${t("Questions of “{title}”", { title: aside.title })}>
      ${aside.rounds.map((round, index) => {
        const done = ownAnswer(model, round.id) !== null;
        const name = done ? t("Question {number}, answered", { number: index + 1 }) : t("Question {number}", { number: index + 1 });
        return html`<button key=${round.id} type="button" class=${done ? "done" : ""} aria-label=${name} aria-current=${index === at ? "step" : undefined} onClick=${() => onPick(index)}>${done ? html`<${Tick} size=${18} />` : number(index + 1)}</button>`;
      })}
      <span class="fine">${t("{done} of {count} answered", { done: answeredOf(model, aside), count: aside.rounds.length })}</span>
    </nav>`;
}

// The room goes on: what it is asked now has its own place, and may be short of time.
function RoomCalls({ model, onClose }) {
  const { round, activity } = model.state;
  if (round?.phase !== "open") return null;
  return html`<button type="button" class="room-calls" onClick=${onClose}><span>${t("The room is being asked:")} <b><bdi>${activity?.title}</bdi></b></span><span class="end">${t("Go there")}</span></button>`;
}

export function Aside({ page, model, session, aside, onClose }) {
  const title = useRef(null);
  const [at, setAt] = useState(() => nextOpen(model, aside, -1) ?? 0);
  const round = aside.rounds[Math.min(at, aside.rounds.length - 1)];
  useEffect(() => {
    window.scrollTo(0, 0);
    title.current?.focus();
  }, [round.id]);
  const next = ownAnswer(model, round.id) === null ? null : nextOpen(model, aside, at);
  return html`
    <div class="aside-view" onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <${RoomCalls} model=${model} onClose=${onClose} />
      <div class="bar"><h1 tabindex="-1" ref=${title}><bdi>${aside.title}</bdi>${aboutItem(aside)}</h1><button type="button" class="link" onClick=${onClose}>${t("Back")}</button></div>
      <${Steps} model=${model} aside=${aside} at=${at} onPick=${setAt} />
      <${Answering} key=${round.id} page=${page} model=${asOnStage(model, aside, round)} session=${session} />
      ${next !== null ? html`<p class="onward"><button type="button" class="go plain" id="next-question" onClick=${() => setAt(next)}>${t("Next question")}</button></p>` : null}
      ${isDone(model, aside) ? html`<div class="onward"><${Say} kind="ok" icon=${html`<${Tick} />`}>${t("All answered. Thank you.")}<//><button type="button" class="go plain" onClick=${onClose}>${t("Done")}</button></div>` : null}
    </div>`;
}
