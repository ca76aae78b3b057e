// A number for each statement, on a line with two named ends.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";

export const instant = false;

export const hint = ({ statements }) =>
  statements.length > 1 ? tn("Give a number to the statement.", "Give a number to each of the {n} statements.", statements.length) : t("Choose a number.");

export const complete = (question, value) =>
  Boolean(value) && question.statements.every((statement) => Number.isInteger(value[statement.id]));

export const rows = (question) => question.statements;
export const axis = ({ start, steps, low, high }) => ({ min: start, max: start + steps - 1, step: 1, low, high });

// At most six or seven beside one another: a thumb is about nine millimetres wide.
export function columnsFor(steps) {
  if (steps <= 7) return steps;
  return steps === 8 ? 4 : steps <= 10 ? 5 : 6;
}

function Statement({ statement, question, alone, value, onPick, disabled }) {
  const points = Array.from({ length: question.steps }, (_, i) => question.start + i);
  const last = points.length - 1;
  const end = (i) => (i === 0 ? question.low : i === last ? question.high : "");
  return html`
    <fieldset class="scale" disabled=${disabled}>
      <legend class=${alone && !statement.text ? "sr-only" : ""}><bdi>${statement.text || t("Your number")}</bdi></legend>
      <div class="points" style=${{ "--columns": columnsFor(question.steps) }}>
        ${points.map((point, i) => html`
          <label key=${point} class=${value === point ? "on" : ""}>
            <input type="radio" name=${`scale-${statement.id}`} checked=${value === point} onChange=${() => onPick(point)} />
            <span>${number(point)}</span>${end(i) ? html`<span class="sr-only">, ${end(i)}</span>` : null}
          </label>`)}
      </div>
      <div class="ends" aria-hidden="true"><span>${question.low}</span><span>${question.high}</span></div>
    </fieldset>`;
}

export function Answer({ question, value, onChange, disabled }) {
  const given = value ?? {};
  const alone = question.statements.length === 1;
  return html`
    <div class="scales">
      ${question.statements.map((statement) => html`
        <${Statement} key=${statement.id} statement=${statement} question=${question} alone=${alone}
          value=${given[statement.id]} disabled=${disabled}
          onPick=${(point) => onChange({ ...given, [statement.id]: point })} />`)}
    </div>`;
}

// On the wall: the statements, and once below them the line of numbers with its two ends.
export const rule = ({ start, steps }) => t("{low} to {high}", { low: start, high: start + steps - 1 });

export function Stage({ question, also }) {
  const other = (id) => also?.statements?.find((each) => each.id === id)?.text;
  const second = (text) => text && html`<small class="also" lang=${also.lang} dir="auto">${text}</small>`;
  return html`
    <ul class=${`opts statements ${question.statements.length > 3 ? "" : "one"}`}
      style=${{ "--rows": Math.ceil(question.statements.length / (question.statements.length > 3 ? 2 : 1)) }}>
      ${question.statements.filter(({ text }) => text).map(({ id, text }) => html`
        <li key=${id} class="opt"><span><span dir="auto">${text}</span>${second(other(id))}</span></li>`)}
    </ul>
    <div class="number-line">
      <div class="points-line">
        ${Array.from({ length: question.steps }, (_, i) => html`<span key=${i}>${number(question.start + i)}</span>`)}
      </div>
      <div class="ends"><span dir="auto">${question.low}${second(also?.low)}</span><span dir="auto">${question.high}${second(also?.high)}</span></div>
    </div>`;
}
