// Find somebody, put somebody out, let somebody in again.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Cross } from "../phone/icons.js";
import { Name, nameOf } from "../screen/names.js";
import { hindrance, mayDo } from "./acts.js";
import { Button } from "./button.js";
import { found, usePeople } from "./people_list.js";

const MOST = 150;

export function removeAsk(who) {
  return { title: t("Remove {name}?", { name: nameOf(who) }), text: t("The phone leaves the room and can’t come back by itself. You can let it in again."), yes: t("Remove"), kind: "danger" };
}

const FACTORS = [10, 15, 20];

// For who needs longer to read or to type. Neither the screen nor another phone tells of it.
function ExtraTime({ who, model, onTime }) {
  const why = hindrance(model, ["grant_extra_time"]);
  return html`
    <select class=${who.extra_time > 10 ? "time longer" : "time"} aria-label=${t("Extra time for {name}", { name: nameOf(who) })} title=${why ?? t("Longer time limits for this person alone")} disabled=${Boolean(why)}
      value=${who.extra_time} onChange=${(event) => onTime(who, Number(event.currentTarget.value))}>
      ${FACTORS.map((tenths) => html`<option key=${tenths} value=${tenths} selected=${who.extra_time === tenths}>${`× ${number(tenths / 10)}`}</option>`)}
    </select>`;
}

// The team as a word; pressed, it becomes the list of all teams: two hundred lists would be too many.
function Team({ who, model, able, onTeam }) {
  const [open, setOpen] = useState(false);
  const list = useRef(null);
  useEffect(() => {
    if (open) list.current?.focus();
  }, [open]);
  const { teams } = model.state;
  if (!teams?.length) return null;
  const mine = teams.find((team) => team.id === who.team);
  const why = hindrance(model, ["assign_team"]);
  const words = mine ? html`<bdi>${mine.name}</bdi>` : t("no team");
  if (!able || who.removed) return html`<small class="team">${words}</small>`;
  if (!open) return html`<${Button} className="bare team" why=${why} onPress=${() => setOpen(true)} aria-label=${t("Team of {name}: {team}. Change…", { name: nameOf(who), team: mine?.name ?? t("no team") })}>${words}<//>`;
  return html`
    <select ref=${list} class="team" aria-label=${t("Team of {name}", { name: nameOf(who) })} onBlur=${() => setOpen(false)}
      onChange=${(event) => { onTeam(who, event.currentTarget.value); setOpen(false); }}>
      ${!mine && html`<option value="" selected disabled>${t("no team")}</option>`}
      ${teams.map((team) => html`<option key=${team.id} value=${team.id} selected=${team.id === who.team}>${team.name}</option>`)}
    </select>`;
}

function Person({ who, model, able, onRemove, onReadmit, onTime, onTeam }) {
  const why = hindrance(model, [who.removed ? "readmit_participant" : "remove_participant"]);
  const status = who.removed ? t("removed") : who.here ? t("online") : t("away");
  return html`
    <li class=${who.removed ? "removed" : who.here ? "here" : "away"}>
      <i class="dot" aria-hidden="true"></i>
      <span class="who"><${Name} who=${who} /> <small>${who.name ? `${number(who.number)} · ` : ""}${status}</small><${Team} who=${who} model=${model} able=${able} onTeam=${onTeam} /></span>
      ${able && !who.removed && html`<${ExtraTime} who=${who} model=${model} onTime=${onTime} />`}
      ${able && (who.removed
        ? html`<${Button} className="bare" why=${why} onPress=${() => onReadmit(who)} aria-label=${t("Let {name} in again", { name: nameOf(who) })}>${t("Let in again")}<//>`
        : html`<${Button} className="bare warn" why=${why} does=${t("Remove…")} onPress=${() => onRemove(who)} aria-label=${t("Remove {name}…", { name: nameOf(who) })}><${Cross} size=${16} /><//>`)}
    </li>`;
}

function List({ people, wanted, ...rest }) {
  if (!people.length) return html`<p class="fine">${t("Nobody has joined yet.")}</p>`;
  const list = found(people, wanted);
  if (!list.length) return html`<p class="fine">${t("Nobody is called “{name}”.", { name: wanted.trim() })}</p>`;
  return html`
    <ul class="persons">${list.slice(0, MOST).map((who) => html`<${Person} key=${who.id} who=${who} ...${rest} />`)}</ul>
    ${list.length > MOST && html`<p class="fine">${tn("and {n} more: search for a name or number", "and {n} more: search for a name or number", list.length - MOST)}</p>`}`;
}

export function People({ page, model, onClose, onRemove, onReadmit, onTime, onTeam }) {
  const { crowd, state } = model;
  const [wanted, search] = useState("");
  const field = useRef(null);
  const { people, failed } = usePeople(page.urls.people, `${crowd?.joined} ${crowd?.here} ${state.removed.map((each) => each.id).join()} ${crowd?.teams?.map((each) => each.count).join()} ${state.team_moves?.length}`);
  useEffect(() => {
    field.current?.focus();
    return () => setTimeout(() => document.getElementById("open-people")?.focus());
  }, []);
  const able = mayDo(state.role, "helper");
  // What was just granted stands in the state before the list is fetched again.
  const longer = new Map(state.extra_time.map(({ id, factor }) => [id, factor]));
  const moved = new Map(state.team_moves?.map(({ id, team }) => [id, team]));
  const listed = people?.map((who) => ({ ...who, extra_time: longer.get(who.id) ?? 10, team: moved.get(who.id) ?? who.team ?? null }));
  return html`
    <section class="people" aria-labelledby="people-title" onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <header><h2 id="people-title">${people ? tn("{n} person", "{n} people", people.length) : t("People")}</h2>
        <button type="button" class="bare" onClick=${onClose}>${t("Close")} <kbd aria-hidden="true">${t("Esc")}</kbd></button></header>
      <label><span class="sr-only">${t("Search for a name or number")}</span>
        <input ref=${field} type="search" dir="auto" autocomplete="off" placeholder=${t("Name or number")} value=${wanted} onInput=${(event) => search(event.currentTarget.value)} /></label>
      ${failed && html`<p class="fine" role="status">${t("The list could not be loaded; it is tried again when the room changes.")}</p>`}
      ${people ? html`<${List} people=${listed} wanted=${wanted} model=${model} able=${able} onRemove=${onRemove} onReadmit=${onReadmit} onTime=${onTime} onTeam=${onTeam} />` : !failed && html`<p class="fine">${t("One moment…")}</p>`}
    </section>`;
}
