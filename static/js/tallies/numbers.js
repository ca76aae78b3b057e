// Numbers given to statements: the mean, and how often each number was given.
import { html } from "../live/html.js";
import { language, number, t, tn } from "../live/i18n.js";

const decimal = (value) => new Intl.NumberFormat(`${language()}-u-nu-latn`, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(value);

function Row({ statement, row, question, given }) {
  const points = Array.from({ length: question.steps }, (_, i) => question.start + i);
  const most = Math.max(1, ...points.map((point) => row.histogram[point] ?? 0));
  return html`
    <section class="histogram">
      <header><bdi>${statement.text}</bdi>
        <span class="figure"><b>${row.mean === null ? "–" : decimal(row.mean)}</b> <small>${t("on average")}</small></span></header>
      <ol class="columns">
        ${points.map((point) => {
          const count = row.histogram[point] ?? 0;
          return html`
            <li key=${point} class=${given === point ? "mine" : ""}>
              <span class="sr-only">${tn("{number}: {n} answer", "{number}: {n} answers", count, { number: point })}${given === point ? `, ${t("your answer")}` : ""}</span>
              <i aria-hidden="true" style=${{ transform: `scaleY(${count / most})` }}></i><b aria-hidden="true">${number(point)}</b>
            </li>`;
        })}
      </ol>
      <div class="ends"><span>${question.low}</span><span>${question.high}</span></div>
    </section>`;
}

export function Chart({ tally, question, mine = null }) {
  return question.statements.map((statement) => html`
    <${Row} key=${statement.id} statement=${statement} row=${tally.rows[statement.id] ?? { histogram: {}, mean: null }}
      question=${question} given=${mine?.[statement.id]} />`);
}
