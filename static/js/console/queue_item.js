// One question in the moderator's queue: its words, who asks, and everything that can be done with it.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Button } from "./button.js";
import { mergedInto } from "./queue_list.js";

function By({ question }) {
  const { name, delegation } = question;
  return name || delegation ? html`<span><bdi>${name}</bdi>${name && delegation ? ", " : ""}<bdi>${delegation}</bdi></span>` : html`<span>${t("anonymous")}</span>`;
}

function Edit({ question, onSave, onCancel }) {
  const field = useRef(null);
  useEffect(() => field.current.focus(), []);
  function save(event) {
    event.preventDefault();
    const text = field.current.value.trim();
    if (text && text !== question.text) onSave(text);
    else onCancel();
  }
  function key(event) {
    event.stopPropagation();
    if (event.key === "Escape") onCancel();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(event);
  }
  return html`
    <form class="edit" onSubmit=${save} onKeyDown=${key}>
      <textarea ref=${field} dir="auto" rows="3" maxlength="600" aria-label=${t("Words of the question")} defaultValue=${question.text}></textarea>
      <p class="fine">${t("Room and phones are told that it was edited.")}</p>
      <div class="row"><button type="button" class="bare" onClick=${onCancel}>${t("Cancel")}</button><button class="bare">${t("Save")}</button></div>
    </form>`;
}

function Label({ question, labels, why, onLabel }) {
  function put(event) {
    event.preventDefault();
    const field = event.currentTarget.elements.label;
    const label = field.value.trim();
    if (label && !why) onLabel(label, true);
    field.value = "";
  }
  return html`
    <span class="labels">
      ${question.labels.map((label) => html`<button key=${label} type="button" class="label" disabled=${Boolean(why)} aria-label=${t("Take the label “{label}” off", { label })} onClick=${() => onLabel(label, false)}><bdi>${label}</bdi> ×</button>`)}
      <form onSubmit=${put}><label><span class="sr-only">${t("Label for “{text}”", { text: question.text })}</span>
        <input name="label" dir="auto" maxlength="30" autocomplete="off" list=${labels.length ? "question-labels" : undefined} placeholder=${t("Label")} /></label></form>
    </span>`;
}

// What fits its standing first; the rest in their order.
function actsFor(question, lit) {
  const { standing } = question;
  return [
    standing !== "approved" && { id: "approve", key: "a", label: standing === "new" ? t("Approve") : t("Bring back") },
    standing !== "archived" && { id: lit ? "dim" : "light", key: "s", label: lit ? t("Off the screen") : t("On screen"), on: lit },
    ["new", "approved"].includes(standing) && { id: "answer", key: "d", label: t("Answered") },
    standing !== "archived" && { id: "archive", key: "x", label: t("Archive"), kind: "warn" },
    { id: "edit", key: "e", label: t("Edit") },
    { id: "merge", key: "m", label: t("Merge") },
  ].filter(Boolean);
}

// `onAct(id, more)`; `merging`: the question that looks for another one to stand for it.
export function QueueItem({ question, queue, why, mayAct, merging, onAct }) {
  const [edits, setEdits] = useState(false);
  const place = useRef(null);
  const lit = queue.spotlight === question.id;
  const merged = mergedInto(queue, question.id);
  const edited = question.text !== question.asked_text;
  const acts = mayAct ? actsFor(question, lit) : [];
  function press(id) {
    if (id === "edit") setEdits(true);
    else if (!why) onAct(id);
  }
  function key(event) {
    if (event.target !== place.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = acts.find((each) => each.key === event.key.toLowerCase());
    const to = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!act && !to) return;
    event.preventDefault();
    event.stopPropagation();
    if (act) press(act.id);
    else place.current[to]?.focus();
  }
  function saved(text) {
    setEdits(false);
    onAct("edited", { text });
  }
  const joins = merging && merging !== question.id;
  return html`
    <li ref=${place} tabindex="0" class=${`queued ${lit ? "lit" : ""} ${merging === question.id ? "merging" : ""}`} onKeyDown=${key}>
      ${edits ? html`<${Edit} question=${question} onSave=${saved} onCancel=${() => setEdits(false)} />` : html`<p class="words" dir="auto">${question.text}</p>`}
      <p class="about"><b>${tn("{n} vote", "{n} votes", question.votes)}</b> <${By} question=${question} />${lit && html` <span class="flag warn">${t("on screen")}</span>`}</p>
      ${edited && html`<p class="fine">${t("Asked as: {words}", { words: question.asked_text })}</p>`}
      ${merged.length > 0 && html`<details class="fine"><summary>${tn("{n} question is merged into it", "{n} questions are merged into it", merged.length)}</summary>
        <ul>${merged.map((each) => html`<li key=${each.id}><bdi>${each.text}</bdi>${mayAct && html` <button type="button" class="bare" disabled=${Boolean(why)} onClick=${() => onAct("part", { id: each.id })}>${t("Part")}</button>`}</li>`)}</ul></details>`}
      ${mayAct && html`<div class="row">${joins
        ? html`<${Button} className="bare" why=${why} onPress=${() => onAct("into")} aria-label=${t("Merge into “{text}”", { text: question.text })}>${t("Into this one")}<//>`
        : acts.map((act) => html`<${Button} key=${act.id} className=${`bare ${act.kind ?? ""}`} why=${act.id === "edit" ? null : why} on=${act.on} onPress=${() => press(act.id)} aria-label=${`${act.label}: ${question.text}`} title=${`${act.label} (${act.key.toUpperCase()})`}>${act.label}<//>`)}
        <${Label} question=${question} labels=${queue.labels} why=${why} onLabel=${(label, on) => onAct("label", { label, on })} /></div>`}
    </li>`;
}
