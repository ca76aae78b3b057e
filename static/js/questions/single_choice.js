// One option of several. A tap is the answer.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { inOwnOrder } from "../live/shuffle.js";
import { Cross, Tick } from "../phone/icons.js";
import { Line, Tile, tilesClass } from "../phone/tile.js";
import { Options } from "../screen/options.js";

export const instant = true;
export const hint = () => t("Tap one answer.");
export const complete = (question, value) => question.options.some((each) => each.id === value);
// "For" and "against" are answers like any other; "none of these" and "no answer" stand apart.
const isApart = (role) => role === "none" || role === "abstain";
// Who gives no answer is counted apart.
export const rows = ({ options }) => options.filter(({ role }) => role !== "abstain");

export function Answer({ question, value, seed, round, onSubmit, disabled }) {
  return html`
    <div class=${tilesClass(question.options)} role="group" aria-label=${t("Answers")}>
      ${inOwnOrder(question, question.options, seed, round).map(({ id, index, text, picture, role }) => html`
        <${Tile} key=${id} index=${index} text=${text} picture=${picture} apart=${isApart(role)} on=${value === id}
          off=${disabled && value !== id} disabled=${disabled} onClick=${() => onSubmit(id)} />`)}
    </div>`;
}

// The right option, and mine where it is another one.
export function Review({ question, answer, reveal }) {
  const right = reveal.key.correct ?? [];
  const shown = question.options
    .map((option, index) => ({ ...option, index, good: right.includes(option.id), mine: option.id === answer }))
    .filter((option) => option.good || option.mine);
  return html`
    <ul class=${tilesClass(shown)}>
      ${shown.map(({ id, index, text, picture, good, mine }) => html`
        <${Line} key=${id} index=${index} text=${text} picture=${picture} on=${good} kind=${good ? "good" : "miss"}
          note=${mine ? t("your answer") : ""} end=${html`${good ? html`<${Tick} />` : html`<${Cross} />`}<span class="sr-only">${good ? t("right") : t("wrong")}</span>`} />`)}
    </ul>`;
}

// On the wall: how many answers, in the line on top, and the options as the room reads them.
export const rule = () => t("one answer");

export const Stage = ({ question, also }) => html`<${Options} list=${question.options} others=${also?.options} lang=${also?.lang} />`;
