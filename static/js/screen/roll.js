// The roll call: who voted how, in columns by delegation; a long one turns its pages by itself.
import { html, useEffect, useState } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { Mark } from "../live/marks.js";

const COLUMNS = 4;
const ROWS = 14;
const PAGE = COLUMNS * ROWS;
const FEW = 8; // rows that can be written large
const TURN_MS = 9000;

function usePages(count) {
  const [page, turn] = useState(0);
  useEffect(() => {
    if (count < 2) return undefined;
    const timer = setInterval(() => turn((n) => n + 1), TURN_MS);
    return () => clearInterval(timer);
  }, [count]);
  return page % count;
}

const placeOf = (question, answer) => question.options?.findIndex((each) => each.id === (Array.isArray(answer) ? answer[0] : answer)) ?? -1;

function Line({ line, question, twice }) {
  const place = line.answer === null ? -1 : placeOf(question, line.answer);
  return html`
    <li class=${line.answer === null ? "absent" : ""}>
      <span class="who"><bdi>${line.delegation}</bdi>${twice && line.name ? html`<small><bdi>${line.name}</bdi></small>` : null}</span>
      <span class="how">${place >= 0 && !Array.isArray(line.answer) ? html`<${Mark} index=${place} />` : null}<bdi>${line.answer === null ? t("not voted") : line.text}</bdi></span>
    </li>`;
}

export function Roll({ lines, question }) {
  const pages = Math.max(1, Math.ceil(lines.length / PAGE));
  const page = usePages(pages);
  const shown = lines.slice(page * PAGE, (page + 1) * PAGE);
  const seen = new Set();
  const twice = new Set(lines.map(({ delegation }) => delegation).filter((each) => seen.size === seen.add(each).size));
  const columns = Math.min(COLUMNS, Math.max(1, Math.ceil(shown.length / FEW)));
  const rows = Math.ceil(shown.length / columns);
  return html`
    <div class="body roll-call">
      <ol class=${rows > FEW ? "roll" : "roll few"} style=${{ "--columns": columns, "--rows": rows }}>
        ${shown.map((line, index) => html`<${Line} key=${`${page}-${index}`} line=${line} question=${question} twice=${twice.has(line.delegation)} />`)}
      </ol>
      ${pages > 1 ? html`<p class="roll-pages">${t("Page {n} of {of}", { n: number(page + 1), of: number(pages) })}</p>` : null}
    </div>`;
}

export const rollName = () => t("Roll call");
