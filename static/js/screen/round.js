// A question on the wall, from the prompt alone to the bars. What is drawn below the prompt belongs
// to the question's type (Stage) and to the tally's shape (Chart); this file knows only the beats.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Shot, anyPicture } from "../live/picture.js";
import { Also, Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { Ring, useSeconds } from "./ring.js";
import { Roll, rollName } from "./roll.js";
import { RightByTeam } from "./teams.js";
import { Outcome } from "./outcome.js";
import { ByGroup, VoteNews, VoteProof, VoteTerms } from "./vote.js";

export function Round({ state, crowd, modules, now }) {
  const { round, event, activity } = state;
  const second = round.also?.question?.lang ?? state.languages[1];
  return html`
    <${Frame} name=${`round ${round.beat} ${shows(state)} ${isIllustrated(round) ? "illustrated" : ""}`}
      top=${html`<${Title} text=${activity?.title} /><${Where} round=${round} /><${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        ${round.voided && html`<${Pill} kind="warn">${t("This question does not count")}<//>`}
        ${state.results_hidden && html`<${Pill}>${t("Results hidden")}<//>`}
        ${state.roll && html`<${Pill}>${rollName()}<//>`}
        <${VoteTerms} round=${round} />
        <${Terms} round=${round} modules=${modules} hidden=${state.results_hidden} />`}
      bottom=${html`<${Answered} round=${round} crowd=${crowd} /><${Longer} round=${round} crowd=${crowd} now=${now} /><${Grow} /><${JoinCorner} event=${event} />`}>
      <div class="head">
        <h1 class=${`prompt ${longest(round) > LONG ? "long" : ""}`} lang=${round.question.lang} dir="auto">${round.question.prompt}
          <${Also} text=${round.also?.question?.prompt} lang=${second} /></h1>
        ${round.answerable !== false && html`<${Ring} round=${round} hidden=${state.results_hidden} now=${now} />`}
      </div>
      ${round.by_team
        ? html`<div class="with-teams"><${Body} state=${state} modules=${modules} /><${RightByTeam} teams=${round.by_team} /></div>`
        : round.by_group
          ? html`<div class="with-teams"><${Body} state=${state} modules=${modules} /><${ByGroup} round=${round} /></div>`
          : html`<${Body} state=${state} modules=${modules} />`}
      <${VoteNews} round=${round} />
      ${round.outcome && !round.voided ? html`<${Outcome} round=${round} />` : null}
      <${Why} round=${round} hidden=${state.results_hidden} second=${second} />
      <${VoteProof} round=${round} />
    <//>`;
}

// A long question begins smaller, as a page of text would, instead of filling the wall to its edge.
const LONG = 75;
const longest = ({ question, also }) => question.prompt.length + (also?.question?.prompt.length ?? 0) / 2;

// Beside pictures the question begins smaller, too.
const isIllustrated = ({ question }) => Boolean(question.picture) || anyPicture(question.options ?? question.items ?? []);

// What stands below the prompt: nothing yet, the options, the bars, or the sign that hides them.
function shows({ round, roll, results_hidden: hidden }) {
  if (round.answerable === false) return "options reading";
  if (round.beat === "asked") return "alone";
  if (hidden && round.beat !== "open") return "veiled";
  if (roll) return "called";
  return round.results && !hidden ? "chart" : "options";
}

function Body({ state, modules }) {
  const { round } = state;
  const { question } = round;
  const also = round.also?.question ?? null;
  switch (shows(state)) {
    case "alone":
      return question.picture ? html`<div class="body"><${Shot} picture=${question.picture} name="main" /></div>` : null;
    case "veiled":
      return html`<${Veil} />`;
    case "called":
      return html`<${Roll} lines=${state.roll} question=${question} />`;
    case "chart": {
      const { Chart } = modules.tally(round.results.tally.shape);
      const kind = modules.question(question.type);
      const rows = rowsIn(kind, question, also, round.reveal);
      const axis = axisIn(kind, question, also);
      return html`<div class="body chart" key=${round.id}>
        <${Beside} kind=${kind} picture=${question.picture}>
          <${Chart} tally=${round.results.tally} rows=${rows} axis=${axis} question=${question} also=${also} reveal=${round.reveal} big /><//></div>`;
    }
    default: {
      const kind = modules.question(question.type);
      return html`<div class="body options"><${Beside} kind=${kind} picture=${question.picture}>
        <${kind.Stage} question=${question} also=${also} beat=${round.beat} /><//></div>`;
    }
  }
}

// The question's picture beside what belongs to the type, unless the type draws it itself.
function Beside({ kind, picture, children }) {
  if (!picture || kind.drawsPicture) return children;
  return html`<div class="beside" style=${{ "--ratio": picture.width / picture.height }}>
    <${Shot} picture=${picture} name="main" /><div class="aside">${children}</div></div>`;
}

// The rows of the type, each with its texts in the second language where there is one.
function rowsIn({ rows }, question, also, reveal) {
  if (!rows) return [];
  const others = new Map((also ? rows(also, reveal) : []).map((row) => [row.id, row]));
  return rows(question, reveal).map((row) => ({ ...row, other: others.get(row.id) ?? null }));
}

// The axis of the type, with its texts in the second language.
function axisIn({ axis }, question, also) {
  return axis ? { ...axis(question), other: also ? axis(also) : null } : null;
}

const Veil = () => html`
  <div class="body veil" role="status">
    <svg viewBox="0 0 48 24" aria-hidden="true"><path d="M2 5c6 7 13 10 22 10S40 12 46 5M8 11l-3 5M16 14.500l-1.500 5.500M24 15.500v6M32 14.500l1.500 5.500M40 11l3 5" /></svg>
    <p>${t("The results are not shown now.")}</p>
  </div>`;

function Where({ round }) {
  if (round.count < 2) return null;
  return html`<span>${t("Question {n} of {of}", { n: round.number, of: round.count })}</span>`;
}

// Before the end: how long, how many, for what. After it: how many were right.
function Terms({ round, modules, hidden }) {
  const { results } = round;
  if (round.answerable === false) return null;
  if (round.phase !== "asked" && round.phase !== "open") {
    if (!results || hidden || results.right === null) return null;
    return html`<span class="outcome">${tn("{n} right", "{n} right", results.right)}</span>`;
  }
  const terms = [
    round.limit_ms ? t("{n} s", { n: round.limit_ms / 1000 }) : "",
    round.beat === "asked" ? "" : (modules.question(round.question.type).rule?.(round.question) ?? ""),
    round.graded && round.points ? tn("{n} point", "{n} points", round.points) : "",
    round.changeable ? t("can be changed") : "",
  ].filter(Boolean);
  return terms.length ? html`<${Pill}>${terms.join(" · ")}<//>` : null;
}

function Answered({ round, crowd }) {
  if (round.answerable === false) return null;
  const live = crowd?.round === round.id ? crowd : null;
  const ended = round.phase !== "open" && round.phase !== "asked";
  const n = (ended ? round.results?.answered : null) ?? live?.answered ?? round.results?.answered;
  const of = live?.of;
  const share = of ? Math.min(1, (n ?? 0) / of) : 0;
  return html`
    <div class="gauge" aria-hidden="true"><i style=${{ "--p": share }}></i></div>
    <span class="answered">${live?.vote ? seats(n, of, live.vote) : sentence(n, of)}</span>`;
}

// Past the time of all: how many go on in theirs. Not who.
function Longer({ round, crowd, now }) {
  const waits = round.phase === "open" && !round.paused && round.extra > 0 && round.deadline_at;
  const left = useSeconds(waits ? round.deadline_at : 0, now);
  const n = crowd?.round === round.id ? crowd.extra : round.extra;
  if (!waits || left > 0 || !n) return null;
  return html`<${Pill}>${tn("waiting for {n} with extra time", "waiting for {n} with extra time", n)}<//>`;
}

// Where seats vote: how many have, of how many, and whether it is enough.
function seats(n, of, { quorum }) {
  const voted = t("{n} of {of} seats voted", { n: number(n ?? 0), of: number(of) });
  if (!quorum) return voted;
  const enough = (n ?? 0) >= quorum ? t("quorum reached") : t("quorum: {n}", { n: number(quorum) });
  return `${voted} · ${enough}`;
}

function sentence(n, of) {
  if (n === undefined || n === null) return "";
  const mark = "\u0001";
  const text = of
    ? t("{n} of {of} answered", { n: mark, of })
    : t("{n} answered", { n: mark });
  const [before, after] = text.split(/\u2068?\u0001\u2069?/);
  return html`${before}<b class="n">${number(n)}</b>${after}`;
}

function Why({ round, hidden, second }) {
  const reveal = round.reveal;
  if (!reveal?.explanation || hidden || round.beat === "asked" || round.beat === "open") return null;
  return html`
    <div class="why">
      <p lang=${round.question.lang} dir="auto">${reveal.explanation}</p>
      <${Also} tag="p" text=${round.also?.explanation} lang=${second} />
      ${reveal.source && html`<cite>${reveal.source}</cite>`}
    </div>`;
}
