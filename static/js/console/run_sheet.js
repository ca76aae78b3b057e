// The agenda with its activities: what is done, what runs, what comes.
import { html, useEffect, useRef } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { Activity } from "./activity.js";

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

function Item({ item }) {
  return html`<div class=${`item ${item.depth ? "sub" : ""}`}><span class="nr">${item.number}</span><span dir="auto">${item.title}</span></div>`;
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

export function RunSheet({ page, model, onStart, onVoid }) {
  const { state } = model;
  const place = useRef(null);
  const current = state.activity?.id ?? null;
  const soon = nextActivity(state);
  useEffect(() => {
    bringIntoView(place.current);
  }, [current]);
  const days = byDay(state.run);
  return html`
    <nav class="column run" aria-label=${t("Run sheet")} ref=${place}>
      ${days.map(([day, lines]) => html`
        <section key=${day}>
          <h2>${day ? dayTitle(day, lines[0].item?.date, document.documentElement.lang) : days.length > 1 ? t("Without an agenda item") : t("Run sheet")}</h2>
          ${lines.map(({ item, activities }) => html`
            <div key=${item?.id} class=${`line ${stateOf(activities, current)}`}>
              ${item && html`<${Item} item=${item} />`}
              ${activities.map((activity) => html`
                <${Activity} key=${activity.id} activity=${activity} page=${page} model=${model} onStart=${onStart} onVoid=${onVoid}
                  current=${activity.id === current} next=${activity.status !== "done" && activity.id !== current && activity.id === soon} />`)}
            </div>`)}
        </section>`)}
      ${days.length === 0 && html`<p class="fine">${t("The agenda is empty.")}</p>`}
    </nav>`;
}
