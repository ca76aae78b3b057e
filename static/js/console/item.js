// An agenda item in the run sheet: planned and real times, what to remember, and the way onto the floor.
import { html, useEffect, useRef } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { hindrance, mayDo } from "./acts.js";
import { Button } from "./button.js";
import { Notes } from "./notes.js";
import { openRound } from "./stage_words.js";

const MINUTE_MS = 60_000;

// A time on the wall of the meeting, wherever the moderator's laptop thinks it is.
export function wallTime(ms, timeZone) {
  const form = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  try {
    return new Intl.DateTimeFormat("en-GB", { ...form, timeZone }).format(ms);
  } catch {
    return new Intl.DateTimeFormat("en-GB", form).format(ms);
  }
}

// Minutes behind the plan (negative: ahead), null where nothing was planned or nothing has begun.
export const lateBy = ({ began_at: began, planned_start: planned }) => (began && planned ? Math.round((began - planned) / MINUTE_MS) : null);

function lateText(minutes) {
  if (minutes === 0) return t("on time");
  return minutes > 0 ? tn("{n} min late", "{n} min late", minutes) : tn("{n} min early", "{n} min early", -minutes);
}

function overText(item, now) {
  if (!item.planned_end || item.ended_at || !item.began_at) return null;
  const over = Math.floor((now - item.planned_end) / MINUTE_MS);
  return over > 0 ? tn("over by {n} min", "over by {n} min", over) : null;
}

function Times({ item, model, now }) {
  const { time_zone: zone } = model.state;
  const late = lateBy(item);
  const over = overText(item, now);
  if (!item.starts_at && !item.began_at) return null;
  return html`
    <p class="times">
      ${item.starts_at && html`<span>${t("planned")} <time>${item.starts_at}</time>${item.ends_at && html`–<time>${item.ends_at}</time>`}</span>`}
      ${item.began_at && html`<span>${t("began")} <time>${wallTime(item.began_at, zone)}</time>${item.ended_at && html`–<time>${wallTime(item.ended_at, zone)}</time>`}</span>`}
      ${late !== null && html`<b class=${late > 0 ? "late" : ""}>${lateText(late)}</b>`}
      ${over && html`<b class="late">${over}</b>`}
    </p>`;
}

function Plan({ item, page, session }) {
  const put = (change) => session.change("plan", { item: item.id, starts_at: item.starts_at ?? "", ends_at: item.ends_at ?? "", floor: item.floor ?? "", ...change });
  return html`
    <div class="plan">
      <label>${t("From")} <input type="time" value=${item.starts_at ?? ""} onChange=${(event) => put({ starts_at: event.currentTarget.value })} /></label>
      <label>${t("To")} <input type="time" value=${item.ends_at ?? ""} onChange=${(event) => put({ ends_at: event.currentTarget.value })} /></label>
      ${(page.floors ?? []).length > 1 && html`
        <label>${t("Floor")} <select value=${item.floor ?? ""} onChange=${(event) => put({ floor: event.currentTarget.value })}>
          <option value="" selected=${!item.floor}>${t("any")}</option>
          ${page.floors.map(({ id, name }) => html`<option key=${id} value=${id} selected=${id === item.floor}>${name}</option>`)}
        </select></label>`}
    </div>`;
}

function whyNot(model, here) {
  if (here) return t("It is on the floor.");
  if (openRound(model.state)) return t("Close the open question first.");
  return hindrance(model, ["take_item"]);
}

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

// By keys one place up or down, with all that is under it; the focus stays with it.
function useMoving({ item, able, session }) {
  const handle = useRef(null);
  const moving = useRef(false);
  useEffect(() => {
    if (moving.current) handle.current?.focus();
    moving.current = false;
  }, [item.place]);
  async function keyed(event) {
    if (!able || !event.altKey || !(event.key in STEPS)) return;
    event.preventDefault();
    moving.current = true;
    await session.change("move", { item: item.id, by: STEPS[event.key] });
  }
  return { handle, keyed };
}

export function Item({ item, page, model, session, now, onTake }) {
  const here = model.state.item === item.id;
  const able = mayDo(model.state.role, "moderator") && Boolean(page.urls.day);
  const floor = item.floor && (page.floors ?? []).find(({ id }) => id === item.floor)?.name;
  const { handle, keyed } = useMoving({ item, able, session });
  return html`
    <div class=${`item ${item.depth ? "sub" : ""} ${here ? "here" : ""}`} aria-current=${here ? "step" : undefined} onKeyDown=${keyed}>
      <span class="nr">${item.number}</span>
      <div class="body"><span dir="auto">${item.title}</span>${floor && floor !== "" && html` <small class="floor"><bdi>${floor}</bdi></small>`}
        <${Times} item=${item} model=${model} now=${now} />
        ${able && html`
          <details class="about"><summary ref=${handle} title=${`${t("Notes and time")}. ${t("Move it with Alt and the arrow keys.")}`}><span class="sr-only">${t("Notes and time of {item}", { item: `${item.number} ${item.title}`.trim() })}</span></summary>
            <${Button} className="take" why=${whyNot(model, here)} does=${t("Puts this item on the floor: screen and phones show it.")} onPress=${() => onTake(item.id)}>${here ? t("On the floor now") : t("Put on the floor")}<//>
            <${Plan} item=${item} page=${page} session=${session} />
            <${Notes} kind="agenda_item" id=${item.id} text=${item.notes} session=${session} label=${t("Notes on this item")} />
          </details>`}
      </div>
    </div>`;
}
