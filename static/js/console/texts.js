// Typed texts: approve, hide, put under a title, show one large. Lists the moderator's own view of the tally.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { hindrance } from "./acts.js";
import { Button } from "./button.js";
import { textsOf } from "./texts_state.js";

const MOST = 120;

const orders = {
  hide: (round, { key }) => ["hide_text", { round_id: round.id, key }],
  show: (round, { key }) => ["show_text", { round_id: round.id, key }],
  light: (round, { key }) => ["spotlight_text", { round_id: round.id, key }],
  dim: (round) => ["end_spotlight", { round_id: round.id }],
  group: (round, { key }, title) => (title ? ["group_text", { round_id: round.id, key, title }] : ["ungroup_text", { round_id: round.id, key }]),
};

const states = { new: () => t("waits"), approved: () => t("shown"), hidden: () => t("hidden") };

// Typed or picked from the titles that are there; empty takes the text out of its group.
function TitleField({ group, titles, why, onTitle }) {
  const field = useRef(null);
  const shown = group.title ?? "";
  function put(event) {
    event.preventDefault();
    if (!field.current) return; // left by being taken off the page
    const title = field.current.value.trim().replace(/\s+/g, " ");
    if (title !== shown && !why) onTitle(title);
  }
  return html`
    <form class="title" onSubmit=${put}>
      <label><span class="sr-only">${t("Title above “{text}”", { text: group.text })}</span>
        <input ref=${field} dir="auto" maxlength="80" autocomplete="off" list=${titles.length ? "text-titles" : undefined} placeholder=${t("Title")} defaultValue=${shown} key=${shown} onBlur=${put} /></label>
    </form>`;
}

function Text({ group, list, model, order }) {
  const { round } = model.state;
  const { key, text, count } = group;
  const why = hindrance(model, ["hide_text"]);
  const lit = list.spotlight === key;
  const open = list.isShown(group);
  const send = (what, more) => order(orders[what](round, group, more));
  return html`
    <li class=${`text ${open ? "shown" : group.state} ${lit ? "lit" : ""}`}>
      <p><bdi>${text}</bdi>${count > 1 && html` <small>× ${number(count)}</small>`}
        ${!open && html` <span class="flag">${states[group.state]()}</span>`}${lit && html` <span class="flag warn">${t("large")}</span>`}</p>
      <div class="row">
        ${!open && html`<${Button} className="bare" why=${why} onPress=${() => send("show")} aria-label=${t("Show “{text}”", { text })}>${group.state === "new" ? t("Approve") : t("Show")}<//>`}
        ${group.state !== "hidden" && html`<${Button} className="bare warn" why=${why} onPress=${() => send("hide")} aria-label=${t("Hide “{text}”", { text })}>${t("Hide")}<//>`}
        ${open && html`<${Button} className="bare" why=${why} on=${lit} onPress=${() => send(lit ? "dim" : "light")} aria-label=${t("Show “{text}” large", { text })}>${t("Large")}<//>`}
        ${list.cards && open && html`<${TitleField} group=${group} titles=${list.titles} why=${why} onTitle=${(title) => send("group", title)} />`}
      </div>
    </li>`;
}

function Part({ title, groups, ...rest }) {
  if (!groups.length) return null;
  return html`
    <section class="part"><h3>${title} <small>${number(groups.length)}</small></h3>
      <ul>${groups.slice(0, MOST).map((group) => html`<${Text} key=${group.key} group=${group} ...${rest} />`)}</ul>
      ${groups.length > MOST && html`<p class="fine">${tn("and {n} more", "and {n} more", groups.length - MOST)}</p>`}</section>`;
}

export function Texts({ model, onClose, order }) {
  const heading = useRef(null);
  useEffect(() => {
    heading.current?.focus();
    return () => setTimeout(() => document.getElementById("open-texts")?.focus());
  }, []);
  const list = textsOf(model);
  const rest = { list, model, order };
  return html`
    <section class="people texts" aria-labelledby="texts-title" onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <header><h2 id="texts-title" tabindex="-1" ref=${heading}>${t("Typed texts")}</h2>
        <button type="button" class="bare" onClick=${onClose}>${t("Close")} <kbd aria-hidden="true">${t("Esc")}</kbd></button></header>
      ${list && html`<p class="fine">${list.moderated ? t("The room sees a text once you approve it.") : t("The room sees all texts that are not hidden.")}</p>`}
      <datalist id="text-titles">${(list?.titles ?? []).map((title) => html`<option key=${title} value=${title}></option>`)}</datalist>
      ${!list || !list.all.length ? html`<p class="fine">${t("Nobody has written anything yet.")}</p>` : html`
        <${Part} title=${t("Waiting")} groups=${list.waiting} ...${rest} />
        <${Part} title=${t("Shown")} groups=${list.shown} ...${rest} />
        <${Part} title=${t("Hidden")} groups=${list.hidden} ...${rest} />`}
    </section>`;
}
