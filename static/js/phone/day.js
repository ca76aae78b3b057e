// The day on the phone: the agenda by days, what is on the floor, what is open, what I answered and what was shown.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { dirOf, language, t, tn } from "../live/i18n.js";
import { agendaOf } from "./agenda.js";
import { styled } from "./day_style.js";
import { Say } from "./frame.js";
import { Stop, Tick, Wait } from "./icons.js";
import { usePage } from "./kinds.js";

await styled;

function useAgenda({ page, model }) {
  const [found, put] = useState({ agenda: null, failed: false });
  const [tries, again] = useState(0);
  const mark = model.state.event.day;
  const url = `${page.day_url}${mark}/${language()}.json`;
  useEffect(() => {
    let wanted = true;
    agendaOf(url).then((agenda) => wanted && put((before) => (agenda ? { agenda, failed: false } : { ...before, failed: true })));
    return () => {
      wanted = false;
    };
  }, [url, tries, model.line === "online"]);
  return { ...found, again: () => again((n) => n + 1) };
}

// What was on so far; asked for again when something of it has changed.
function usePlayed({ model, session }) {
  const [played, put] = useState([]);
  const { state, me, line, entries } = model;
  const saved = Object.values(entries ?? {}).filter(({ status }) => status === "saved").length;
  const sign = [state.activity?.id, state.round?.id, state.round?.phase, state.asides?.map(({ id }) => id).join(), me?.past, saved, line === "online"].join();
  useEffect(() => {
    let wanted = true;
    session.day().then((reply) => wanted && reply.ok && put(reply.activities));
    return () => {
      wanted = false;
    };
  }, [sign]);
  return played;
}

// A date is a day of the meeting's place, not a moment.
function dayTitle(day, date) {
  const title = t("Day {n}", { n: day });
  if (!date) return title;
  const words = new Intl.DateTimeFormat(`${language()}-u-nu-latn`, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return `${title} · ${words.format(new Date(`${date}T00:00:00Z`))}`;
}

function statusText({ status, questions, answered }) {
  if (!questions) return status === "open" ? t("open now") : t("closed");
  if (answered) return t("{done} of {count} answered", { done: answered, count: questions });
  return status === "open" ? t("open now") : tn("{n} question, not answered", "{n} questions, not answered", questions);
}

function Activity({ activity, model, onAside, onNow, onResults }) {
  const beside = (model.state.asides ?? []).some(({ id }) => id === activity.id);
  const onStage = model.state.activity?.id === activity.id && model.state.round?.phase === "open";
  const complete = activity.questions > 0 && activity.answered === activity.questions;
  return html`
    <li class=${`did ${activity.status}`}>
      <span class="words"><b><bdi>${activity.title}</bdi></b><span class="fine">${complete ? html`<${Tick} size=${16} /> ` : null}${statusText(activity)}</span></span>
      ${beside ? html`<button type="button" class="chip call" onClick=${() => onAside(activity.id)}>${t("Answer")}</button>` : null}
      ${onStage ? html`<button type="button" class="chip call" onClick=${onNow}>${t("Answer")}</button>` : null}
      ${activity.shown ? html`<button type="button" class="chip" aria-label=${t("Results of “{title}”", { title: activity.title })} onClick=${() => onResults(activity)}>${t("Results")}</button>` : null}
    </li>`;
}

function When({ item }) {
  if (!item.starts_at) return null;
  return html`<p class="when"><time>${item.starts_at}</time>${item.ends_at ? html`–<time>${item.ends_at}</time>` : null}</p>`;
}

function Item({ item, now, elsewhere, children }) {
  return html`
    <li class=${`item ${item.depth ? "sub" : ""} ${now ? "now" : ""} ${elsewhere ? "elsewhere" : ""}`} aria-current=${now ? "true" : undefined}>
      <${When} item=${item} />
      <div class="what">
        ${now ? html`<p class="here">${t("On the floor now")}</p>` : null}
        <h3 lang=${item.lang} dir=${dirOf(item.lang)}>${item.number ? html`<span class="nr">${item.number}</span> ` : null}${item.title}</h3>
        ${elsewhere ? html`<p class="fine"><bdi>${elsewhere}</bdi></p>` : null}
        ${item.reference ? html`<p class="fine reference">${t("Document")} <bdi>${item.reference}</bdi></p>` : null}
        ${item.text ? html`<details><summary>${t("More")}</summary><p class="body" dir="auto">${item.text}</p></details>` : null}
        ${children}
      </div>
    </li>`;
}

function Did({ list, ...on }) {
  if (!list.length) return null;
  return html`<ul class="dids">${list.map((activity) => html`<${Activity} key=${activity.id} activity=${activity} ...${on} />`)}</ul>`;
}

function days(agenda) {
  const found = new Map();
  for (const item of agenda.items) found.set(item.day, [...(found.get(item.day) ?? []), item]);
  return [...found];
}

function Days({ agenda, played, floor, model, ...on }) {
  const rest = played.filter(({ item }) => !agenda.items.some(({ id }) => id === item));
  const nameOf = (id) => (id && id !== floor ? agenda.floors.find((each) => each.id === id)?.name : null);
  const many = agenda.days.length > 1;
  return html`
    ${days(agenda).map(([day, items]) => html`
      <section key=${day}>
        ${many || agenda.days[day - 1] ? html`<h2>${dayTitle(day, agenda.days[day - 1])}</h2>` : null}
        <ol class="items">${items.map((item) => html`
          <${Item} key=${item.id} item=${item} now=${item.id === model.state.item} elsewhere=${nameOf(item.floor)}>
            <${Did} list=${played.filter((each) => each.item === item.id)} model=${model} ...${on} /><//>`)}</ol>
      </section>`)}
    ${rest.length ? html`<section><h2>${t("Besides the agenda")}</h2><${Did} list=${rest} model=${model} ...${on} /></section>` : null}`;
}

// Where the meeting stands is what somebody looks for first.
function useHere(agenda, item) {
  useEffect(() => {
    document.querySelector(".day .item.now")?.scrollIntoView({ block: "center" });
  }, [Boolean(agenda), item]);
}

export function Day({ page, model, session, onAside, onNow }) {
  const title = useRef(null);
  const [activity, look] = useState(null);
  const history = usePage(activity ? "history" : null);
  const { agenda, failed, again } = useAgenda({ page, model });
  const played = usePlayed({ model, session });
  const floor = model.state.floor ?? null;
  useHere(agenda, model.state.item);
  useEffect(() => {
    title.current?.focus({ preventScroll: true });
  }, []);
  if (activity && history) return html`<${history.History} model=${model} session=${session} activity=${activity} onClose=${() => look(null)} />`;
  return html`
    <div class="view day">
      <h1 tabindex="-1" ref=${title}>${t("The day")}</h1>
      ${!agenda && failed ? html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${t("The agenda can’t be fetched at the moment.")}<//>
        <button type="button" class="link" onClick=${again}>${t("Try again")}</button>` : null}
      ${!agenda && !failed ? html`<${Say} icon=${html`<${Wait} />`}>${t("The agenda is being fetched.")}<//>` : null}
      ${agenda ? html`<${Days} agenda=${agenda} played=${played} floor=${floor} model=${model} onAside=${onAside} onNow=${onNow} onResults=${look} />` : null}
    </div>`;
}
