// The agenda with its activities: what is done, what runs, what comes.
import { useNow } from "../live/clock.js";
import { html, useEffect, useRef, useState } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { mayDo } from "./acts.js";
import { Activity } from "./activity.js";
import { Item } from "./item.js";
import { dropped, moved } from "./order.js";
import { Quick } from "./quick.js";

const CLOCK_MS = 30_000;

// Days in their order; lines without one (an event of one day, activities without an item) stand last.
export function byDay(run) {
  const days = new Map();
  for (const line of run) {
    const day = line.item?.day ?? null;
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days].sort(([one], [other]) => (one ?? Infinity) - (other ?? Infinity));
}

// The activity that the big button would start.
export function nextActivity({ next, then }) {
  return [next, then].find((step) => step?.kind === "start")?.activity_id ?? null;
}

// "Day 2 · 2 March" in the moderator's own words; a date is a day of the meeting's place, not a moment.
export function dayTitle(day, date, language) {
  const title = t("Day {n}", { n: number(day) });
  if (!date) return title;
  const words = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" });
  return `${title} · ${words.format(new Date(`${date}T00:00:00Z`))}`;
}

function stateOf(activities, current) {
  if (activities.some((each) => each.id === current)) return "now";
  return activities.length && activities.every((each) => each.status === "done") ? "done" : "";
}

// Within the column alone: the page itself never moves under the moderator's hand.
function bringIntoView(column) {
  const line = column.querySelector("[aria-current]")?.getBoundingClientRect();
  const box = column.getBoundingClientRect();
  if (line && (line.top < box.top || line.bottom > box.bottom)) column.scrollTop += line.top - box.top - box.height / 3;
}

// Activities change their place by keys or by hand, also from one agenda item to another.
function useMoving({ page, model, session, column }) {
  const [followed, follow] = useState(null);
  const [said, say] = useState("");
  const carried = useRef(null);
  const { run, role } = model.state;
  // The focus goes with what was moved, once, as soon as it stands in its new place.
  useEffect(() => {
    const line = followed && followed.since !== run && column.current.querySelector(`[data-activity="${CSS.escape(followed.id)}"] .start`);
    if (!line) return;
    line.focus();
    follow(null);
  }, [followed, run]);
  if (!mayDo(role, "moderator") || !page.urls.day) return { moving: null, said, made: null };

  async function put(activity, order) {
    if (!order) return;
    follow({ id: activity.id, since: run });
    const reply = await session.change("order", order);
    const line = run.find(({ item }) => (item?.id ?? null) === order.items[activity.id]);
    if (reply.ok) say(line?.item ? t("“{title}” stands under {item}.", { title: activity.title, item: `${line.item.number} ${line.item.title}`.trim() }) : t("“{title}” stands without an agenda item.", { title: activity.title }));
  }

  const over = (event) => carried.current && event.preventDefault();
  function drop(event, item, before = null) {
    const activity = carried.current;
    carried.current = null;
    if (!activity) return;
    event.preventDefault();
    event.stopPropagation();
    put(activity, dropped(run, activity.id, item, before));
  }
  const moving = {
    by: (activity, step) => put(activity, moved(run, activity.id, step)),
    grip: (activity) => ({
      draggable: true,
      onDragStart: (event) => {
        carried.current = activity;
        event.dataTransfer.setData("text/plain", activity.title);
        event.dataTransfer.setDragImage(event.currentTarget.parentElement, 0, 0);
      },
      onDragEnd: () => {
        carried.current = null;
      },
    }),
    onto: (activity) => ({
      onDragOver: over,
      onDrop: (event) => drop(event, run.find(({ activities }) => activities.some(({ id }) => id === activity.id))?.item?.id ?? null, activity.id),
    }),
    target: (item) => ({ onDragOver: over, onDrop: (event) => drop(event, item?.id ?? null) }),
  };
  return { moving, said, made: (id) => follow({ id, since: null }) };
}

export function RunSheet({ page, model, session, order, onStart, onVoid, onTake }) {
  const { state } = model;
  const place = useRef(null);
  const { moving, said, made } = useMoving({ page, model, session, column: place });
  const now = useNow(session.clock, CLOCK_MS);
  const current = state.activity?.id ?? null;
  const soon = nextActivity(state);
  useEffect(() => {
    bringIntoView(place.current);
  }, [current]);
  const days = byDay(state.run);
  return html`
    <nav class="column run" aria-label=${t("Run sheet")} ref=${place}>
      ${moving && html`<${Quick} session=${session} floor=${state.stage.floor_id} onMade=${made} />`}
      <span class="sr-only" role="status">${said}</span>
      ${days.map(([day, lines]) => html`
        <section key=${day}>
          <h2>${day ? dayTitle(day, lines[0].item?.date, document.documentElement.lang) : days.length > 1 ? t("Without an agenda item") : t("Run sheet")}</h2>
          ${lines.map(({ item, activities }) => html`
            <div key=${item?.id} class=${`line ${stateOf(activities, current)}`} ...${moving?.target(item) ?? {}}>
              ${item && html`<${Item} item=${{ ...item, place: state.run.findIndex((line) => line.item?.id === item.id) }} page=${page} model=${model} session=${session} now=${now} onTake=${onTake} />`}
              ${activities.map((activity) => html`
                <${Activity} key=${activity.id} activity=${activity} page=${page} model=${model} session=${session} moving=${moving} order=${order} onStart=${onStart} onVoid=${onVoid}
                  current=${activity.id === current} next=${activity.status !== "done" && activity.id !== current && activity.id === soon} />`)}
            </div>`)}
        </section>`)}
      ${days.length === 0 && html`<p class="fine">${t("The agenda is empty.")}</p>`}
    </nav>`;
}
