// Items to be put in order: tap them one after the other, move them with the arrows. No row moves under a finger:
// what changes is its number and the line of marks above.
import { html } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";
import { Cross, Down, Tick, Up } from "../phone/icons.js";
import { Line, classes } from "../phone/tile.js";

export const instant = false;
export const hint = () => t("Tap the items in order, the first one first.");
export const complete = (question, value) => Array.isArray(value) && value.length === question.items.length;

export const rows = (question) => question.items;

export const placed = (order, id) => (order.includes(id) ? order.filter((each) => each !== id) : [...order, id]);

export function moved(order, id, by) {
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = [...order];
  [next[from], next[to]] = [next[to], next[from]];
  return next;
}

function Slots({ question, order }) {
  const indexOf = (id) => question.items.findIndex((item) => item.id === id);
  return html`
    <ol class="slots" aria-hidden="true">
      ${question.items.map((_, i) => html`
        <li key=${i}><small>${number(i + 1)}</small>${order[i] ? html`<${Mark} index=${indexOf(order[i])} />` : html`<i></i>`}</li>`)}
    </ol>`;
}

function Row({ item, index, order, disabled, onChange }) {
  const at = order.indexOf(item.id);
  const there = at >= 0;
  const label = there ? t("{item}, number {place}", { item: item.text, place: at + 1 }) : t("{item}, no number yet", { item: item.text });
  const Move = ({ by, name, children }) => html`
    <button type="button" class="move" aria-label=${name} disabled=${disabled || moved(order, item.id, by) === order}
      onClick=${() => onChange(moved(order, item.id, by))}>${children}</button>`;
  return html`
    <li class=${classes("tile", "row", colourClass(index), there && "on", disabled && "still")}>
      <button type="button" class="pick" aria-pressed=${String(there)} aria-label=${label} disabled=${disabled}
        onClick=${() => onChange(placed(order, item.id))}>
        <b class="place">${there ? number(at + 1) : ""}</b>
        <${Mark} index=${index} />
        <span class="text"><bdi>${item.text}</bdi></span>
      </button>
      <${Move} by=${-1} name=${t("Move {item} up", { item: item.text })}><${Up} /><//>
      <${Move} by=${1} name=${t("Move {item} down", { item: item.text })}><${Down} /><//>
    </li>`;
}

export function Answer({ question, value, onChange, disabled }) {
  const order = value ?? [];
  return html`
    <div class="ordering">
      <${Slots} question=${question} order=${order} />
      <ul class="tiles">
        ${question.items.map((item, index) => html`
          <${Row} key=${item.id} item=${item} index=${index} order=${order} disabled=${disabled} onChange=${onChange} />`)}
      </ul>
    </div>`;
}

// The order of the key; beside each item the place that I gave it.
export function Review({ question, answer, reveal }) {
  const order = reveal.key.order ?? [];
  const indexOf = (id) => question.items.findIndex((item) => item.id === id);
  const textOf = (id) => question.items[indexOf(id)].text;
  const mine = (id) => (answer ?? []).indexOf(id) + 1;
  return html`
    <ol class="tiles">
      ${order.map((id, i) => {
        const good = mine(id) === i + 1;
        return html`
          <${Line} key=${id} index=${indexOf(id)} text=${html`<b class="place">${number(i + 1)}</b> ${textOf(id)}`} on=${good}
            kind=${good ? "good" : "miss"} note=${answer && !good ? t("you: {place}", { place: mine(id) }) : ""}
            end=${answer ? html`${good ? html`<${Tick} />` : html`<${Cross} />`}<span class="sr-only">${good ? t("right") : t("wrong")}</span>` : null} />`;
      })}
    </ol>`;
}

// On the wall: the items as they were given to everybody; the phones show them in an order of their own.
export const rule = () => t("put in order");

export function Stage({ question, also }) {
  // A year or a name is the same in both languages: once is enough.
  const other = (id, text) => also?.items?.find((each) => each.id === id && each.text !== text)?.text;
  return html`
    <ul class="opts" style=${{ "--rows": Math.ceil(question.items.length / 2) }}>
      ${question.items.map(({ id, text }, index) => html`
        <li key=${id} class="opt"><${Mark} index=${index} />
          <span><span dir="auto">${text}</span>${other(id, text) && html`<small class="also" lang=${also.lang} dir="auto">${other(id, text)}</small>`}</span></li>`)}
    </ul>`;
}
