// One to five stars, or 0 to 10: would I recommend it?
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Star } from "../live/star.js";

export const instant = false;
export const hint = ({ look }) => (look === "stars" ? t("Tap the star that fits.") : t("Choose a number."));
export const complete = (question, value) =>
  Number.isInteger(value) && value >= question.start && value < question.start + question.steps;

const ROW = "all";
export const rows = () => [{ id: ROW, text: "" }];
export const mine = (answer) => ({ [ROW]: answer });
export const axis = ({ start, steps, low, high }) => ({ min: start, max: start + steps - 1, step: 1, low, high });

const pointsOf = ({ start, steps }) => Array.from({ length: steps }, (_, i) => start + i);

// Real radio buttons: arrow keys move, screen readers count.
function Choice({ point, question, value, disabled, onChange, name = "", children }) {
  const last = question.start + question.steps - 1;
  const end = point === question.start ? question.low : point === last ? question.high : "";
  return html`
    <label class=${question.look === "stars" && point <= value ? "on" : point === value ? "on" : ""}>
      <input type="radio" name="rating" checked=${point === value} disabled=${disabled} onChange=${() => onChange(point)} />
      ${children}<span class="sr-only">${[name, end].filter(Boolean).join(", ")}</span>
    </label>`;
}

export function Answer({ question, value, onChange, disabled }) {
  const stars = question.look === "stars";
  return html`
    <fieldset class="scale rating" disabled=${disabled}>
      <legend class="sr-only">${t("Your rating")}</legend>
      <div class=${stars ? "stars" : "points"} style=${{ "--columns": stars ? 5 : 6 }}>
        ${pointsOf(question).map((point) => html`
          <${Choice} key=${point} point=${point} question=${question} value=${value ?? null} disabled=${disabled} onChange=${onChange}
            name=${stars ? tn("{n} star", "{n} stars", point) : ""}>${stars ? html`<${Star} />` : html`<span>${number(point)}</span>`}<//>`)}
      </div>
      ${question.low || question.high ? html`<div class="ends" aria-hidden="true"><span>${question.low}</span><span>${question.high}</span></div>` : null}
    </fieldset>`;
}

// On the wall: the stars, or the line of numbers, with the two ends.
export const rule = ({ start, steps }) => t("{low} to {high}", { low: start, high: start + steps - 1 });

export function Stage({ question, also }) {
  const second = (text) => text && html`<small class="also" lang=${also.lang} dir="auto">${text}</small>`;
  return html`
    <div class=${`number-line rating ${question.look}`}>
      <div class="points-line">
        ${pointsOf(question).map((point) => html`<span key=${point}>${question.look === "stars" ? html`<${Star} />` : number(point)}</span>`)}
      </div>
      <div class="ends"><span dir="auto">${question.low}${second(also?.low)}</span><span dir="auto">${question.high}${second(also?.high)}</span></div>
    </div>`;
}
