// One column of a histogram, and what stands at the two ends of its line of numbers.
import { html } from "../../live/html.js";
import { number } from "../../live/i18n.js";
import { Also } from "../frame.js";
import { shareOf } from "./labels.js";

export const EMPTY = { histogram: {}, voters: 0, mean: null, median: null, spread: null };

export function Bin({ label, count, most, bare = false, good = false, children }) {
  return html`<div class=${`bin ${count ? "" : "none"} ${good ? "key" : ""}`}>
    ${!bare && html`<span class="n-of">${number(count)}</span>`}
    <span class="pillar"><i style=${{ "--p": shareOf(count, most) }}></i></span>
    ${!bare && html`<span class="point-of">${label}${children}</span>`}</div>`;
}

export function Ends({ axis, lang }) {
  if (!axis.low && !axis.high) return null;
  return html`<div class="ends"><span>${axis.low}<${Also} tag="span" text=${axis.other?.low} lang=${lang} /></span>
    <span>${axis.high}<${Also} tag="span" text=${axis.other?.high} lang=${lang} /></span></div>`;
}
