// Two lists: tap an entry on one side, then the one on the other side that belongs to it. A pair is
// seen by the mark that both then bear. Each phone lists the right side in an order of its own.
import { html, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";
import { shuffled } from "../live/shuffle.js";
import { Cross, Tick } from "../phone/icons.js";
import { Line, classes } from "../phone/tile.js";

export const instant = false;
// The right side is in another order on each phone, whatever the question says of shuffling.
export const ownOrder = true;
export const hint = () => t("Tap one, then what belongs to it on the other side.");
export const complete = (question, value) => Boolean(value) && question.left.every(({ id }) => id in value);

const textOf = (list, id) => list.find((each) => each.id === id)?.text ?? "";

// What belongs together once the key is known; before it there is nothing to count.
export const rows = (question, reveal) =>
  (reveal?.key ? question.left : []).map((each) => ({ ...each, pair: textOf(question.right, reveal?.key?.pairs?.[each.id]) }));

const otherEnd = (pairs, right) => Object.keys(pairs).find((left) => pairs[left] === right) ?? null;

// An entry has one partner at most: a new pair takes both out of their old ones.
export function joined(pairs, left, right) {
  const others = Object.entries(pairs).filter(([one, other]) => one !== left && other !== right);
  return Object.fromEntries([...others, [left, right]]);
}

function parted(pairs, side, id) {
  return Object.fromEntries(Object.entries(pairs).filter(([left, right]) => (side === "left" ? left : right) !== id));
}

// A tap on an entry: { pairs, held } -> the same after it. `held`: { side, id } waits for its partner.
// Tapped twice, it is let go and taken out of its pair.
export function tapped({ pairs, held }, side, id) {
  if (!held || (held.side === side && held.id !== id)) return { pairs, held: { side, id } };
  if (held.side === side) return { pairs: parted(pairs, side, id), held: null };
  const [left, right] = side === "left" ? [id, held.id] : [held.id, id];
  return { pairs: joined(pairs, left, right), held: null };
}

function Entry({ text, index, partner, held, disabled, onClick }) {
  const label = partner ? t("{item}, belongs to {other}", { item: text, other: partner }) : t("{item}, not matched yet", { item: text });
  return html`
    <li><button type="button" class=${classes("tile", index === null ? "" : colourClass(index), partner && "on", held && "held")}
      aria-pressed=${String(held)} aria-label=${held ? t("{item}, chosen", { item: text }) : label} disabled=${disabled} onClick=${onClick}>
      ${index === null ? html`<i class="slot" aria-hidden="true"></i>` : html`<${Mark} index=${index} />`}
      <span class="text"><bdi>${text}</bdi></span>
    </button></li>`;
}

export function Answer({ question, value, seed, round, onChange, disabled }) {
  const pairs = value ?? {};
  const [held, setHeld] = useState(null);
  const indexOf = (id) => question.left.findIndex((each) => each.id === id);
  const isHeld = (side, id) => held?.side === side && held.id === id;
  const tap = (side, id) => () => {
    const next = tapped({ pairs, held }, side, id);
    setHeld(next.held);
    if (next.pairs !== pairs) onChange(next.pairs);
  };
  return html`
    <div class="pairing">
      <ul class="tiles" role="group" aria-label=${t("First list")}>
        ${question.left.map(({ id, text }, index) => html`
          <${Entry} key=${id} text=${text} index=${index} partner=${textOf(question.right, pairs[id])}
            held=${!disabled && isHeld("left", id)} disabled=${disabled} onClick=${tap("left", id)} />`)}
      </ul>
      <ul class="tiles" role="group" aria-label=${t("Second list")}>
        ${shuffled(question.right, seed, round).map(({ id, text }) => {
          const left = otherEnd(pairs, id);
          return html`
            <${Entry} key=${id} text=${text} index=${left === null ? null : indexOf(left)} partner=${textOf(question.left, left)}
              held=${!disabled && isHeld("right", id)} disabled=${disabled} onClick=${tap("right", id)} />`;
        })}
      </ul>
    </div>`;
}

// Each left entry with what belongs to it, and what I gave it instead.
export function Review({ question, answer, reveal }) {
  return html`
    <ul class="tiles">
      ${rows(question, reveal).map(({ id, text, pair }, index) => {
        const mine = textOf(question.right, answer?.[id]);
        const good = mine === pair;
        return html`
          <${Line} key=${id} index=${index} text=${html`${text} – <b>${pair}</b>`} on=${good} kind=${good ? "good" : "miss"}
            note=${answer && !good ? t("you: {answer}", { answer: mine }) : ""}
            end=${answer ? html`${good ? html`<${Tick} />` : html`<${Cross} />`}<span class="sr-only">${good ? t("right") : t("wrong")}</span>` : null} />`;
      })}
    </ul>`;
}

// On the wall: both sides; the right one stands in the order of its words.
export const rule = () => t("find the pairs");

function Side({ list, others, lang, marks = false }) {
  const other = (id, text) => others?.find((each) => each.id === id && each.text !== text)?.text;
  return html`
    <ul class="opts one">
      ${list.map(({ id, text }, index) => html`
        <li key=${id} class="opt">${marks && html`<${Mark} index=${index} />`}
          <span><span dir="auto">${text}</span>${other(id, text) && html`<small class="also" lang=${lang} dir="auto">${other(id, text)}</small>`}</span></li>`)}
    </ul>`;
}

export function Stage({ question: { left, right }, also }) {
  return html`
    <div class="sides" style=${{ "--lines": Math.max(left.length, right.length) }}>
      <${Side} list=${left} others=${also?.left} lang=${also?.lang} marks /><${Side} list=${right} others=${also?.right} lang=${also?.lang} />
    </div>`;
}
