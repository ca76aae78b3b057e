// Items to be put in order: tap them one after the other, move them with the arrows.
import { html } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { inOwnOrder } from "../live/shuffle.js";
import { Cross, Tick } from "../phone/icons.js";
import { Order } from "../phone/order.js";
import { Line, tilesClass } from "../phone/tile.js";
import { Options } from "../screen/options.js";

export const instant = false;
export const hint = () => t("Tap the items in order, the first one first.");
export const complete = (question, value) => Array.isArray(value) && value.length === question.items.length;

export const rows = (question) => question.items;

export const Answer = ({ question, value, seed, round, onChange, disabled }) =>
  html`<${Order} items=${inOwnOrder(question, question.items, seed, round)} order=${value ?? []} disabled=${disabled} onChange=${onChange} />`;

// The order of the key; beside each item the place that I gave it.
export function Review({ question, answer, reveal }) {
  const order = reveal.key.order ?? [];
  const indexOf = (id) => question.items.findIndex((item) => item.id === id);
  const itemOf = (id) => question.items[indexOf(id)];
  const mine = (id) => (answer ?? []).indexOf(id) + 1;
  return html`
    <ol class=${tilesClass(question.items)}>
      ${order.map((id, i) => {
        const good = mine(id) === i + 1;
        return html`
          <${Line} key=${id} index=${indexOf(id)} text=${html`<b class="place">${number(i + 1)}</b> ${itemOf(id).text}`} picture=${itemOf(id).picture} on=${good}
            kind=${good ? "good" : "miss"} note=${answer && !good ? t("you: {place}", { place: mine(id) }) : ""}
            end=${answer ? html`${good ? html`<${Tick} />` : html`<${Cross} />`}<span class="sr-only">${good ? t("right") : t("wrong")}</span>` : null} />`;
      })}
    </ol>`;
}

// On the wall: the items as they were given to everybody; the phones show them in an order of their own.
export const rule = () => t("put in order");

export const Stage = ({ question, also }) => html`<${Options} list=${question.items} others=${also?.items} lang=${also?.lang} />`;
