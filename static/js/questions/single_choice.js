// One option of several. A tap is the answer.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Mark } from "../live/marks.js";
import { Cross, Tick } from "../phone/icons.js";
import { Line, Tile } from "../phone/tile.js";

export const instant = true;
export const hint = () => t("Tap one answer.");
export const complete = (question, value) => question.options.some((each) => each.id === value);
export const rows = (question) => question.options;

export function Answer({ question, value, onSubmit, disabled }) {
  return html`
    <div class="tiles" role="group" aria-label=${t("Answers")}>
      ${question.options.map((option, index) => html`
        <${Tile} key=${option.id} index=${index} text=${option.text} on=${value === option.id}
          off=${disabled && value !== option.id} disabled=${disabled} onClick=${() => onSubmit(option.id)} />`)}
    </div>`;
}

// The right option, and mine where it is another one.
export function Review({ question, answer, reveal }) {
  const right = reveal.key.correct ?? [];
  const shown = question.options
    .map((option, index) => ({ ...option, index, good: right.includes(option.id), mine: option.id === answer }))
    .filter((option) => option.good || option.mine);
  return html`
    <ul class="tiles">
      ${shown.map(({ id, index, text, good, mine }) => html`
        <${Line} key=${id} index=${index} text=${text} on=${good} kind=${good ? "good" : "miss"}
          note=${mine ? t("your answer") : ""} end=${html`${good ? html`<${Tick} />` : html`<${Cross} />`}<span class="sr-only">${good ? t("right") : t("wrong")}</span>`} />`)}
    </ul>`;
}

// On the wall: how many answers, in the line on top, and the options as the room reads them.
export const rule = () => t("one answer");

export function Stage({ question, also }) {
  // A year or a name is the same in both languages: once is enough.
  const other = (id, text) => also?.options?.find((each) => each.id === id && each.text !== text)?.text;
  return html`
    <ul class="opts" style=${{ "--rows": Math.ceil(question.options.length / 2) }}>
      ${question.options.map(({ id, text }, index) => html`
        <li key=${id} class="opt"><${Mark} index=${index} />
          <span><span dir="auto">${text}</span>${other(id, text) && html`<small class="also" lang=${also.lang} dir="auto">${other(id, text)}</small>`}</span></li>`)}
    </ul>`;
}
