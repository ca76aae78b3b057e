// Several options; a button sends them.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { Cross, Tick } from "../phone/icons.js";
import { Line, Tile } from "../phone/tile.js";

export const instant = false;

export function hint({ min, max, options }) {
  if (min === max) return tn("Choose {n} answer.", "Choose {n} answers.", max);
  if (max < options.length) return tn("Choose up to {n} answer.", "Choose up to {n} answers.", max);
  return t("Choose all that apply.");
}

export const complete = (question, value) =>
  Array.isArray(value) && value.length >= Math.max(1, question.min) && value.length <= question.max;

export const rows = (question) => question.options;

// In the order of the options, whatever the order of the taps.
export function toggled(question, value, id) {
  const ticked = new Set(value ?? []);
  if (!ticked.delete(id)) ticked.add(id);
  return question.options.map((option) => option.id).filter((each) => ticked.has(each));
}

export function Answer({ question, value, onChange, disabled }) {
  const ticked = value ?? [];
  const full = ticked.length >= question.max;
  return html`
    <div class="tiles" role="group" aria-label=${t("Answers")}>
      ${question.options.map((option, index) => {
        const on = ticked.includes(option.id);
        return html`
          <${Tile} key=${option.id} index=${index} text=${option.text} on=${on} off=${!on && (disabled || full)}
            disabled=${disabled || (full && !on)} role="checkbox" checked=${on} end=${html`<i class="box">${on ? html`<${Tick} size=${18} />` : null}</i>`}
            onClick=${() => onChange(toggled(question, ticked, option.id))} />`;
      })}
    </div>`;
}

// Each right option, ticked by me or missed, and each wrong one that I ticked.
export function Review({ question, answer, reveal }) {
  const right = reveal.key.correct ?? [];
  const ticked = answer ?? [];
  const shown = question.options
    .map((option, index) => ({ ...option, index, good: right.includes(option.id), mine: ticked.includes(option.id) }))
    .filter((option) => option.good || option.mine);
  const note = (good, mine) => (mine ? t("your answer") : good && answer ? t("missed") : "");
  return html`
    <ul class="tiles">
      ${shown.map(({ id, index, text, good, mine }) => html`
        <${Line} key=${id} index=${index} text=${text} on=${good} kind=${good ? "good" : "miss"}
          note=${note(good, mine)} end=${html`${good ? html`<${Tick} />` : html`<${Cross} />`}<span class="sr-only">${good ? t("right") : t("wrong")}</span>`} />`)}
    </ul>`;
}

// On the wall: as for one choice, but for the line on top.
export { Stage } from "./single_choice.js";

export function rule({ min, max, options }) {
  if (min === max) return tn("{n} answer", "{n} answers", max);
  return max < options.length ? tn("up to {n} answer", "up to {n} answers", max) : t("several answers");
}
