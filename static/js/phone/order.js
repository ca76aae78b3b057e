// Items to be tapped in order and moved with the arrows. No row moves under a finger: what changes is
// its number and the line of marks above.
import { html } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";
import { Img } from "../live/picture.js";
import { Down, Up } from "./icons.js";
import { classes } from "./tile.js";

// Tapped: to the end of the order, or out of it. A full order takes no more.
export function placed(order, id, most = Infinity) {
  if (order.includes(id)) return order.filter((each) => each !== id);
  return order.length < most ? [...order, id] : order;
}

export function moved(order, id, by) {
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = [...order];
  [next[from], next[to]] = [next[to], next[from]];
  return next;
}

function Slots({ items, order, places }) {
  const indexOf = (id) => items.find((item) => item.id === id).index;
  return html`
    <ol class="slots" aria-hidden="true">
      ${Array.from({ length: places }, (_, i) => html`
        <li key=${i}><small>${number(i + 1)}</small>${order[i] ? html`<${Mark} index=${indexOf(order[i])} />` : html`<i></i>`}</li>`)}
    </ol>`;
}

function Row({ item, order, places, disabled, onChange }) {
  const { index } = item;
  const at = order.indexOf(item.id);
  const there = at >= 0;
  const full = !there && order.length >= places;
  const label = there ? t("{item}, number {place}", { item: item.text, place: at + 1 }) : t("{item}, no number yet", { item: item.text });
  const move = (by, name, sign) => html`
    <button type="button" class="move" aria-label=${name} disabled=${disabled || moved(order, item.id, by) === order}
      onClick=${() => onChange(moved(order, item.id, by))}><${sign} /></button>`;
  return html`
    <li class=${classes("tile", "row", colourClass(index), there && "on", full && "off", disabled && "still")}>
      <button type="button" class="pick" aria-pressed=${String(there)} aria-label=${label} disabled=${disabled || full}
        onClick=${() => onChange(placed(order, item.id, places))}>
        <b class="place">${there ? number(at + 1) : ""}</b>
        <${Mark} index=${index} />
        ${item.picture ? html`<${Img} picture=${item.picture} name="thumb" />` : null}
        <span class="text"><bdi>${item.text}</bdi></span>
      </button>
      ${move(-1, t("Move {item} up", { item: item.text }), Up)}
      ${move(1, t("Move {item} down", { item: item.text }), Down)}
    </li>`;
}

// `items` as `inOwnOrder` gives them: each with the index of its mark.
export function Order({ items, order, places = items.length, disabled, onChange }) {
  return html`
    <div class="ordering">
      <${Slots} items=${items} order=${order} places=${places} />
      <ul class="tiles">
        ${items.map((item) => html`
          <${Row} key=${item.id} item=${item} order=${order} places=${places} disabled=${disabled} onChange=${onChange} />`)}
      </ul>
    </div>`;
}
