// The ring in its fixed place: time to the opening, time left, a pause, the end, how many were right.
// It is told once when something is due and moves by itself; the server sends no ticks.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../live/html.js";
import { number, percent, t } from "../live/i18n.js";
import { still } from "./motion.js";

const HURRY_S = 5;

export function Ring({ round, hidden, now }) {
  const face = faceOf(round, hidden);
  const Face = FACES[face];
  return html`<div class=${`ring ${face}`} data-face=${face}><${Face} key=${face} round=${round} now=${now} /></div>`;
}

function faceOf(round, hidden) {
  if (round.voided) return "voided";
  if (round.phase === "asked") return "soon";
  if (round.phase === "open" && round.paused) return "paused";
  // While the moderator looks back, the deadline is not shown: the question is open, and that is all.
  if (round.phase === "open") return round.deadline_at ? "running" : "endless";
  if (hidden || !round.results || !round.results.answered) return "closed";
  return round.results.right === null ? "answers" : "right";
}

function Soon({ round, now }) {
  const left = round.opens_at ? round.opens_at - now() : 0;
  return html`<${Arc} from=${0} to=${left > 0 ? 1 : 0} over=${left} at=${round.opens_at} />`;
}

function Running({ round, now }) {
  const left = Math.max(0, round.deadline_at - now());
  const seconds = useSeconds(round.deadline_at, now);
  return html`
    <${Arc} from=${Math.min(1, left / full(round))} to=${0} over=${left} hurry=${seconds <= HURRY_S} at=${round.deadline_at} />
    <b class="figure" role="timer">${number(seconds)}</b>`;
}

function Paused({ round }) {
  const left = round.left_ms ?? 0;
  return html`
    <${Arc} from=${Math.min(1, left / full(round))} />
    <b class="figure small">${left ? number(Math.ceil(left / 1000)) : html`<${Bars} />`}</b>
    <span class="label">${t("paused")}</span>`;
}

const Endless = () => html`<${Arc} from=${1} /><i class="pulse"></i><span class="label">${t("open")}</span>`;

const Closed = () => html`<${Arc} from=${0} /><${Lock} /><span class="label">${t("closed")}</span>`;

const Voided = () => html`<${Arc} from=${0} /><b class="figure small">–</b><span class="label">${t("not counted")}</span>`;

function Right({ round }) {
  const { answered, right } = round.results;
  return html`
    <${Arc} from=${right / answered} grow />
    <b class="figure small">${percent(right / answered)}</b><span class="label">${t("right")}</span>`;
}

function Answers({ round }) {
  return html`<${Arc} from=${0} /><b class="figure small">${number(round.results.answered)}</b>
    <span class="label">${t("answers")}</span>`;
}

const FACES = { soon: Soon, running: Running, paused: Paused, endless: Endless, closed: Closed, voided: Voided, right: Right, answers: Answers };

const full = (round) => round.limit_ms || round.deadline_at - round.opened_at || 1;

// An arc of `from` (0 to 1); with `over` milliseconds it moves to `to`, with `grow` it comes from zero.
function Arc({ from, to = from, over = 0, hurry = false, grow = false, at = null }) {
  const arc = useRef(null);
  useLayoutEffect(() => {
    const moves = over > 0 && to !== from;
    const frames = [offset(grow ? 0 : from), offset(moves ? to : from)];
    const timing = { duration: moves ? over : grow ? growth() : 0, fill: "forwards", easing: grow ? "ease-out" : "linear" };
    const motion = arc.current.animate(frames, timing);
    return () => motion.cancel();
  }, [at, over > 0 ? null : from]);
  return html`
    <svg viewBox="0 0 100 100" aria-hidden="true">
      <circle class="rail" cx="50" cy="50" r="45.5" />
      <circle ref=${arc} class=${hurry ? "arc hurry" : "arc"} cx="50" cy="50" r="45.5" pathLength="100" />
    </svg>`;
}

const offset = (share) => ({ strokeDashoffset: `${100 - 100 * share}` });

const growth = () => (still() ? 0 : 400);

// Whole seconds left, counted down on the second and not before.
export function useSeconds(deadline, now) {
  const left = () => Math.max(0, deadline - now());
  const [, tick] = useState(0);
  useEffect(() => {
    let timer = 0;
    const wait = () => {
      if (left() <= 0) return;
      timer = setTimeout(() => { tick((n) => n + 1); wait(); }, (left() % 1000) + 15);
    };
    wait();
    return () => clearTimeout(timer);
  }, [deadline]);
  return Math.ceil(left() / 1000);
}

const Bars = () => html`<svg class="glyph" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 4h4v16H6zM14 4h4v16h-4z" /></svg>`;

const Lock = () => html`<svg class="glyph" viewBox="0 0 24 24" aria-hidden="true">
  <path d="M7 10V7a5 5 0 0 1 10 0v3h1.5v11h-13V10zm2.4 0h5.2V7a2.6 2.6 0 0 0-5.2 0z" /></svg>`;
