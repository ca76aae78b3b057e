// Sentences as cards: pages of so many that none is cut, turned by the clock; one card large where
// the moderator wants it. Pure but for the time: two screens show the same page.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../../live/html.js";
import { number, t, tn } from "../../live/i18n.js";
import { byTitle } from "../../tallies/texts.js";
import { fit } from "../fit.js";

const PAGE_MS = 12_000;
// Characters of the longest card on a page -> columns and rows.
const GRIDS = [
  { length: 60, columns: 4, rows: 3 },
  { length: 120, columns: 3, rows: 3 },
  { length: 220, columns: 3, rows: 2 },
  { length: 340, columns: 2, rows: 2 },
  { length: Infinity, columns: 2, rows: 1 },
];

const gridFor = (length) => GRIDS.find((grid) => length <= grid.length);

// As many on a page as the longest of them allows.
export function pagesOf(cards) {
  const pages = [];
  let page = [];
  let longest = 0;
  for (const card of cards) {
    const length = Math.max(longest, card.text.length + (card.title?.length ?? 0));
    const { columns, rows } = gridFor(length);
    if (page.length && page.length + 1 > columns * rows) {
      pages.push(page);
      page = [card];
      longest = card.text.length;
    } else {
      page.push(card);
      longest = length;
    }
  }
  return page.length ? [...pages, page] : pages;
}

export function Cards({ tally }) {
  const { groups, spotlight = null } = tally;
  const lit = groups.find(({ key }) => key === spotlight);
  const pages = pagesOf(byTitle(groups));
  const turn = useTurn(pages.length > 1 && !lit);
  const frame = useRef(null);
  const at = pages.length ? turn % pages.length : 0;
  useLayoutEffect(() => { if (frame.current) fit(frame.current.closest("[data-fit]")); }, [at]);
  if (lit) return html`<${Lit} card=${lit} />`;
  if (!pages.length) return html`<p class="nothing">${t("The first answers will appear here.")}</p>`;
  const cards = pages[at];
  const { columns } = gridFor(Math.max(...cards.map(({ text, title }) => text.length + (title?.length ?? 0))));
  const more = (tally.groups_total ?? groups.length) - groups.length;
  return html`<div class="wall-of-cards" ref=${frame}>
    <ul class="cards" style=${{ "--columns": Math.min(columns, cards.length) }} key=${at}>
      ${cards.map((card) => html`<${Card} key=${card.key} card=${card} />`)}
    </ul>
    <p class="chart-foot"><span>${pages.length > 1 ? t("Page {n} of {of}", { n: at + 1, of: pages.length }) : ""}</span>
      ${more > 0 && html`<span>${tn("and {n} more", "and {n} more", more)}</span>`}</p>
  </div>`;
}

function Card({ card }) {
  return html`<li class="card" dir="auto">
    ${card.title && html`<b class="title"><bdi>${card.title}</bdi></b>`}
    <p dir="auto">${card.text}</p>
    ${card.count > 1 && html`<small aria-label=${tn("{n} time", "{n} times", card.count)}>× ${number(card.count)}</small>`}
  </li>`;
}

const Lit = ({ card }) => html`<figure class="card lit" dir="auto">
  <blockquote dir="auto">${card.text}</blockquote>
  ${card.title && html`<figcaption><bdi>${card.title}</bdi></figcaption>`}</figure>`;

function useTurn(turning) {
  const [turn, setTurn] = useState(() => Math.floor(Date.now() / PAGE_MS));
  useEffect(() => {
    if (!turning) return undefined;
    const timer = setInterval(() => setTurn(Math.floor(Date.now() / PAGE_MS)), 250);
    return () => clearInterval(timer);
  }, [turning]);
  return turn;
}
