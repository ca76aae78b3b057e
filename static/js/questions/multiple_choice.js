// Several options; a button sends them.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { inOwnOrder } from "../live/shuffle.js";
import { Cross, Tick } from "../phone/icons.js";
import { Line, Tile, tilesClass } from "../phone/tile.js";

export const instant = false;

const ordinary = (options) => options.filter(({ role }) => !role);
const isApart = (options, id) => options.some((option) => option.id === id && option.role);

export function hint({ min, max, options }) {
  if (min === max) return tn("Choose {n} answer.", "Choose {n} answers.", max);
  if (max < ordinary(options).length) return tn("Choose up to {n} answer.", "Choose up to {n} answers.", max);
  return t("Choose all that apply.");
}

// "None of these" is a whole answer, whatever the limits are.
export function complete({ options, min, max }, value) {
  if (!Array.isArray(value) || !value.length) return false;
  return isApart(options, value[0]) ? value.length === 1 : value.length >= min && value.length <= max;
}

export { rows } from "./single_choice.js";

// In the order of the options, whatever the order of the taps. What stands apart excludes all others.
export function toggled({ options }, value, id) {
  const kept = (value ?? []).filter((each) => !isApart(options, id) && !isApart(options, each));
  const ticked = new Set(kept);
  if (!value?.includes(id)) ticked.add(id);
  else ticked.delete(id);
  return options.map((option) => option.id).filter((each) => ticked.has(each));
}

export function Answer({ question, value, seed, round, onChange, disabled }) {
  const ticked = value ?? [];
  const full = ticked.length >= question.max && !isApart(question.options, ticked[0]);
  return html`
    <div class=${tilesClass(question.options)} role="group" aria-label=${t("Answers")}>
      ${inOwnOrder(question, question.options, seed, round).map(({ id, index, text, picture, role }) => {
        const on = ticked.includes(id);
        const closed = full && !on && !role;
        return html`
          <${Tile} key=${id} index=${index} text=${text} picture=${picture} apart=${Boolean(role)} on=${on} off=${!on && (disabled || closed)}
            disabled=${disabled || closed} role="checkbox" checked=${on} end=${html`<i class="box">${on ? html`<${Tick} size=${18} />` : null}</i>`}
            onClick=${() => onChange(toggled(question, ticked, id))} />`;
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
    <ul class=${tilesClass(shown)}>
      ${shown.map(({ id, index, text, picture, good, mine }) => html`
        <${Line} key=${id} index=${index} text=${text} picture=${picture} on=${good} kind=${good ? "good" : "miss"}
          note=${note(good, mine)} end=${html`${good ? html`<${Tick} />` : html`<${Cross} />`}<span class="sr-only">${good ? t("right") : t("wrong")}</span>`} />`)}
    </ul>`;
}

// On the wall: as for one choice, but for the line on top.
export { Stage } from "./single_choice.js";

export function rule({ min, max, options }) {
  if (min === max) return tn("{n} answer", "{n} answers", max);
  return max < ordinary(options).length ? tn("up to {n} answer", "up to {n} answers", max) : t("several answers");
}
