// Typed texts: a cloud of words, bars of short answers, cards of sentences.
import { html } from "../live/html.js";
import { number, percent, t, tn } from "../live/i18n.js";

const MOST_WORDS = 24;
const MOST_BARS = 12;
const MOST_CARDS = 20;

// Steps 1 to 5, by the share of the most frequent.
export const stepOf = (count, most) => Math.max(1, Math.ceil((5 * count) / most));

const Times = ({ count }) => html`
  ${count > 1 ? html`<span aria-hidden="true">${number(count)}</span>` : null}<span class="sr-only">${tn("{n} time", "{n} times", count)}</span>`;

function Cloud({ groups }) {
  const most = groups[0].count;
  return html`
    <ul class="cloud">
      ${groups.slice(0, MOST_WORDS).map(({ key, text, count }) => html`
        <li key=${key} class=${`step-${stepOf(count, most)}`}><bdi>${text}</bdi> <small><${Times} count=${count} /></small></li>`)}
    </ul>`;
}

const sameText = (one, other) => typeof other === "string" && one.localeCompare(other.trim(), undefined, { sensitivity: "base" }) === 0;

// The right ones are never left out, however few wrote them.
export function topOf(groups, right, most) {
  return groups.filter(({ key }, i) => i < most || right.includes(key));
}

function Bars({ groups, right, mine, voters }) {
  return html`
    <ul class="bars typed">
      ${topOf(groups, right, MOST_BARS).map(({ key, text, count }) => {
        const share = voters ? count / voters : 0;
        return html`
          <li key=${key} class=${right.includes(key) ? "right" : ""}>
            <span class="text"><bdi>${text}</bdi>${right.includes(key) ? html` <b class="good">✓ ${t("right")}</b>` : null}
              ${sameText(text, mine) ? html` <b class="note">${t("your answer")}</b>` : null}</span>
            <span class="figure"><b>${percent(share)}</b> <small>${number(count)}</small></span>
            <i class="bar"><i style=${{ transform: `scaleX(${share})` }}></i></i>
          </li>`;
      })}
    </ul>`;
}

// Cards of one title stand together, those without one after them.
export function byTitle(groups) {
  const titles = [...new Set(groups.map(({ title }) => title).filter(Boolean))];
  return [...titles, undefined].flatMap((title) => groups.filter((group) => (group.title || undefined) === title));
}

function Cards({ groups }) {
  const cards = byTitle(groups.slice(0, MOST_CARDS));
  return html`
    <ul class="cards">
      ${cards.map(({ key, text, count, title }, i) => html`
        <li key=${key}>
          ${title && title !== cards[i - 1]?.title ? html`<b class="title"><bdi>${title}</bdi></b>` : null}
          <p><bdi>${text}</bdi>${count > 1 ? html` <small>× <${Times} count=${count} /></small>` : null}</p>
        </li>`)}
    </ul>`;
}

const LOOKS = {
  cloud: { Look: Cloud, most: MOST_WORDS },
  bars: { Look: Bars, most: MOST_BARS },
  cards: { Look: Cards, most: MOST_CARDS },
};

export function Chart({ tally, reveal, mine = null }) {
  const { groups } = tally;
  // Written and not shown: it waits for the moderator.
  if (!groups.length) return html`<p class="fine">${tally.voters ? t("The first answers will appear here.") : t("Nobody wrote anything.")}</p>`;
  const { Look, most } = LOOKS[tally.look] ?? LOOKS.cloud;
  const right = reveal?.key?.accepted ?? [];
  const total = tally.groups_total ?? groups.length;
  const shown = tally.look === "bars" ? topOf(groups, right, most).length : Math.min(most, groups.length);
  return html`
    <${Look} groups=${groups} right=${right} mine=${mine} voters=${tally.voters} />
    ${total > shown ? html`<p class="fine">${tn("and {n} more", "and {n} more", total - shown)}</p>` : null}`;
}
