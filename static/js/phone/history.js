// My answers: what was asked and shown so far, what I said, and what was right. Fetched when it is opened.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Say } from "./frame.js";
import { Cross, Stop, Tick, Wait } from "./icons.js";
import { pointsText, verdictName, verdictOf } from "./words.js";

function useHistory(session, activity, sign) {
  const [found, put] = useState({ rounds: null, failed: false });
  const [tries, again] = useState(0);
  useEffect(() => {
    let wanted = true;
    session.history(activity).then((reply) => wanted && put((before) => (reply.ok ? { rounds: reply.rounds, failed: false } : { ...before, failed: true })));
    return () => {
      wanted = false;
    };
  }, [sign, tries]);
  return { ...found, again: () => again((n) => n + 1) };
}

const SIGNS = { right: Tick, part: Tick, wrong: Cross };

function Verdict({ round }) {
  if (round.voided) return html`<p class="mine warn"><${Stop} size=${18} /> <span>${t("This question was taken out. It counts for nobody.")}</span></p>`;
  if (!round.graded || round.answer === null) return null;
  const verdict = verdictOf({ ...round, answered: true });
  const Picture = SIGNS[verdict];
  return html`<p class=${`mine ${verdict}`}><${Picture} size=${18} /> <span>${verdictName(verdict)}${round.points ? ` · ${pointsText(round.points)}` : ""}</span></p>`;
}

function Past({ round }) {
  return html`
    <li class=${round.voided ? "past voided" : "past"}>
      <h2><small>${t("Question {number}", { number: round.number })}</small> <bdi>${round.prompt}</bdi></h2>
      <dl>
        <div><dt>${t("Your answer")}</dt><dd>${round.secret ? t("Secret ballot: not kept with your phone") : round.answer === null ? t("No answer") : html`<bdi>${round.answer}</bdi>`}</dd></div>
        ${round.key && html`<div><dt>${t("Right answer")}</dt><dd><bdi>${round.key}</bdi></dd></div>`}
      </dl>
      <${Verdict} round=${round} />
      ${(round.explanation || round.source) && html`
        <div class="why">${round.explanation && html`<p dir="auto">${round.explanation}</p>`}${round.source && html`<p class="fine" dir="auto">${round.source}</p>`}</div>`}
    </li>`;
}

function List({ rounds, failed, again }) {
  if (!rounds && failed) return html`
    <${Say} kind="warn" icon=${html`<${Stop} />`}>${t("Your answers can’t be looked up at the moment. They are kept.")}<//>
    <div class="reach"><button type="button" class="go" onClick=${again}>${t("Try again")}</button></div>`;
  if (!rounds) return html`<${Say} icon=${html`<${Wait} />`}>${t("Your answers are being looked up.")}<//>`;
  if (!rounds.length) return html`<p>${t("No result was shown yet. Your answers come here once the room has seen them.")}</p>`;
  return html`<ol class="pasts">${rounds.map((round) => html`<${Past} key=${round.id} round=${round} />`)}</ol>`;
}

// `activity`: its id and title; null for what was on stage last.
export function History({ model, session, onClose, activity = null }) {
  const title = useRef(null);
  const { me, line } = model;
  const found = useHistory(session, activity?.id ?? null, `${activity?.id} ${me?.participant.language} ${me?.past} ${line === "online"}`);
  useEffect(() => {
    window.scrollTo(0, 0);
    title.current?.focus();
  }, []);
  // The button that was pressed goes away.
  function again() {
    title.current?.focus();
    found.again();
  }
  return html`
    <div class="view history" onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <div class="bar"><h1 tabindex="-1" ref=${title}>${activity ? html`<bdi>${activity.title}</bdi>` : t("My answers")}</h1><button type="button" class="link" onClick=${onClose}>${t("Back")}</button></div>
      <${List} ...${found} again=${again} />
    </div>`;
}
