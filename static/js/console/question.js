// The question in full with its key, for the moderator's eyes: to read out, and to answer the room's "why?".
import { html } from "../live/html.js";
import { dirOf, number, t } from "../live/i18n.js";
import { Mark } from "../live/marks.js";
import { Tick } from "../phone/icons.js";

const itemsOf = (question) => question.options ?? question.items ?? question.statements ?? [];

// Marks show which line is meant; letters are given in the order of the options, whatever their ids.
function Lines({ question, reveal }) {
  const items = itemsOf(question).filter(({ text }) => text);
  if (!items.length) return null;
  const { correct = [], order = [] } = reveal?.key ?? {};
  const marked = !question.statements;
  return html`
    <ul class="lines">
      ${items.map(({ id, text }, index) => html`
        <li key=${id} class=${correct.includes(id) ? "good" : ""}>
          ${marked && html`<${Mark} index=${index} />`}<span dir="auto">${text}</span>
          ${correct.includes(id) && html`<b><${Tick} size=${15} /> ${t("right")}</b>`}
          ${order.includes(id) && html`<b>${t("place {n}", { n: number(order.indexOf(id) + 1) })}</b>`}
        </li>`)}
    </ul>`;
}

export function Question({ round }) {
  const { question, reveal } = round;
  return html`
    <section class="question" aria-labelledby="question-title">
      <h2 id="question-title">${t("Question {number} of {count}", { number: round.number, count: round.count })} · ${t("seen by you only")}</h2>
      <div lang=${question.lang} dir=${dirOf(question.lang)}>
        <p class="prompt">${question.prompt}</p>
        <${Lines} question=${question} reveal=${reveal} />
        ${reveal?.explanation && html`<p class="why">${reveal.explanation}</p>`}
        ${reveal?.source && html`<p class="fine"><cite>${reveal.source}</cite></p>`}
      </div>
    </section>`;
}
