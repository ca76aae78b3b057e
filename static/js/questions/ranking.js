// Items by preference, the most preferred first: all of them or the first few.
import { tn } from "../live/i18n.js";
import { html } from "../live/html.js";
import { inOwnOrder } from "../live/shuffle.js";
import { Order } from "../phone/order.js";

export const instant = false;
export const hint = ({ top }) => tn("Tap the one that you prefer.", "Tap up to {n}, the one you prefer first.", top);
export const complete = (question, value) => Array.isArray(value) && value.length > 0 && value.length <= question.top;
export const rows = (question) => question.items;

export const Answer = ({ question, value, seed, round, onChange, disabled }) =>
  html`<${Order} items=${inOwnOrder(question, question.items, seed, round)} order=${value ?? []} places=${question.top} disabled=${disabled} onChange=${onChange} />`;

// On the wall: the items as they were given to everybody.
export { Stage } from "./ordering.js";

export const rule = ({ top }) => tn("rank {n}", "rank up to {n}", top);
