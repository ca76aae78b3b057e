// Items placed one after the other on a field of two axes: a tap puts the item there, arrow keys move
// it. The field is the same in every language; only its words change.
import { html, useState } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { AxesField, FieldMark, spoken } from "../live/maps.js";
import { Mark, colourClass } from "../live/marks.js";
import { Img } from "../live/picture.js";
import { moved, rounded, shareOf } from "../live/plane.js";
import { inOwnOrder } from "../live/shuffle.js";
import { Tick } from "../phone/icons.js";
import { classes } from "../phone/tile.js";

const STEP = 0.02;
const BIG_STEP = 0.1;
const MIDDLE = [0.5, 0.5];

export const instant = false;
export const hint = ({ items }) => tn("Tap where it belongs.", "Place each of the {n}: tap where it belongs.", items.length);
export const complete = (question, value) => Boolean(value) && question.items.every(({ id }) => id in value);
export const rows = (question) => question.items;

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

// The next item after this one that has no place yet; this one where all have.
export function nextItem(items, value, id) {
  const from = items.findIndex((item) => item.id === id);
  const around = [...items.slice(from + 1), ...items.slice(0, from)];
  return around.find((item) => !(item.id in (value ?? {})))?.id ?? id;
}

export function Answer({ question, value, seed, round, onChange, onSubmit, disabled }) {
  const given = value ?? {};
  const items = inOwnOrder(question, question.items, seed, round);
  const [current, setCurrent] = useState(() => nextItem(items, given, items.at(-1).id));
  const item = items.find(({ id }) => id === current);

  function put(at) {
    const next = { ...given, [current]: rounded(at) };
    onChange(next);
    return next;
  }
  function tap(event) {
    if (disabled) return;
    const [x, y] = shareOf(event.currentTarget.getBoundingClientRect(), event);
    setCurrent(nextItem(items, put([x, 1 - y]), current));
  }
  function press(event) {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const step = event.shiftKey ? BIG_STEP : STEP;
    if (arrow) put(given[current] ? moved(given[current], arrow[0] * step, arrow[1] * step) : MIDDLE);
    else if (event.key === "Enter" && complete(question, given)) onSubmit();
    else if (event.key === "Enter") setCurrent(nextItem(items, given, current));
    else return;
    event.preventDefault();
  }
  return html`
    <div class="placing">
      <div class="chips" role="radiogroup" aria-label=${t("Item to place")}>
        ${items.map(({ id, index, text, picture }) => html`
          <label key=${id} class=${classes("chip", colourClass(index), id === current && !disabled && "on")}>
            <input type="radio" name="grid-item" checked=${id === current} disabled=${disabled} onChange=${() => setCurrent(id)} />
            <${Mark} index=${index} />${picture && html`<${Img} picture=${picture} name="thumb" />`}<bdi>${text}</bdi>
            ${id in given ? html`<${Tick} size=${16} /><span class="sr-only">, ${spoken(question, given[id])}</span>` : null}
          </label>`)}
      </div>
      <${AxesField} question=${question} role="application" tabindex=${disabled ? -1 : 0} aria-describedby="grid-place"
        aria-label=${t("Field. Arrow keys move {item}, with Shift in bigger steps; Enter goes on.", { item: item.text })}
        onClick=${tap} onKeyDown=${press}>
        ${items.map(({ id, index }) => id in given
          && html`<${FieldMark} key=${id} index=${index} at=${given[id]} kind=${id === current && !disabled ? "now" : ""} />`)}
      <//>
      <p class="sr-only" id="grid-place" role="status">${item.text}: ${given[current] ? spoken(question, given[current]) : t("no place yet")}</p>
    </div>`;
}

// On the wall: the empty field, beside it the items.
export const rule = ({ items }) => tn("place {n} item", "place {n} items", items.length);

export function Stage({ question, also }) {
  return html`
    <div class="field-side"><${AxesField} question=${question} also=${also} />
      <ul class="legend">
        ${question.items.map(({ id, text }, index) => {
          const other = also?.items?.find((each) => each.id === id && each.text !== text)?.text;
          return html`
            <li key=${id}><${Mark} index=${index} />
              <span><span dir="auto">${text}</span>${other && html`<small class="also" lang=${also.lang} dir="auto">${other}</small>`}</span></li>`;
        })}
      </ul></div>`;
}
