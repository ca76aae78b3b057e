// The question with its answers: choosing, on the way, saved, closed.
import { leftOf, useNow } from "../live/clock.js";
import { html, useState } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { QuestionPicture } from "../live/picture.js";
import { myRound } from "../live/store.js";
import { Prompt, Say, Time } from "./frame.js";
import { Phone, Pause, Stop, Tick, Wait } from "./icons.js";
import { useKind, usePage } from "./kinds.js";
import { refusalText } from "./words.js";

// Past the deadline and its grace: an answer can't be in time any more, even if no close was heard yet.
const TOO_LATE_MS = 1500;

// What stands; a number that the server knows has arrived, whatever became of its acknowledgement.
//   { answer, status: "none" | "waiting" | "sending" | "saved" | "refused" }
export function standing({ sent, state }, mine) {
  const own = sent?.round === state.round.id ? sent : null;
  const theirs = mine?.answer ?? null;
  if (own && own.status !== "refused" && own.number > (mine?.number ?? 0)) return own;
  if (theirs !== null) return { answer: theirs, status: own?.code === "answer_final" ? "refused" : "saved", code: own?.code };
  return own ? { ...own, answer: null } : { answer: null, status: "none" };
}

function SayOpen({ round, stands, hint, dirty, online }) {
  const { status } = stands;
  if (round.paused) return html`<${Say} icon=${html`<${Pause} />`}>${t("Paused by the moderator. The time stands still.")}<//>`;
  if (status === "refused") return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${refusalText(stands)}<//>`;
  if (dirty) return html`<${Say}>${t("Changed, not sent yet.")}<//>`;
  if (status === "waiting" && !online) return html`<${Say} kind="warn" icon=${html`<${Phone} />`}>${t("Kept on this phone. It is sent as soon as the line is back.")}<//>`;
  if (status === "waiting" || status === "sending") return html`<${Say} icon=${html`<${Wait} />`}>${t("Saving …")}<//>`;
  if (status === "none") return html`<${Say}>${hint}<//>`;
  return html`<${Say} kind="ok" icon=${html`<${Tick} />`}>${round.changeable ? t("Saved. You may change it until the close.") : t("Saved. The result comes when the round closes.")}<//>`;
}

function SayClosed({ round, stands }) {
  if (round.voided) return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${t("This question was taken out. It counts for nobody.")}<//>`;
  if (stands.status === "saved") return html`<${Say} kind="ok" icon=${html`<${Tick} />`}>${t("Closed. Your answer is in.")}<//>`;
  if (stands.status === "refused") return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${refusalText(stands)}<//>`;
  if (stands.status === "none") return html`<${Say} icon=${html`<${Stop} />`}>${t("Closed. You gave no answer this time.")}<//>`;
  return html`<${Say} icon=${html`<${Wait} />`}>${t("Closed. Your answer is still on its way.")}<//>`;
}

// My time is over, and the round still open: it waits for those who have more.
function SayOver({ round, stands }) {
  const others = tn("{n} person has a little longer.", "{n} people have a little longer.", round.extra);
  if (stands.status === "saved") return html`<${Say} kind="ok" icon=${html`<${Tick} />`}>${t("Time is up, and your answer is in.")} ${others}<//>`;
  if (stands.status === "none") return html`<${Say} icon=${html`<${Stop} />`}>${t("Time is up.")} ${others}<//>`;
  return html`<${SayClosed} round=${round} stands=${stands} />`;
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export function Answering({ page, model, session }) {
  const { activity, round } = model.state;
  const { question } = round;
  const mine = myRound(model);
  const kind = useKind("questions", question.type);
  const seats = usePage(round.voting?.by === "seats" ? "seat" : null);
  const [draft, setDraft] = useState(null);
  const now = useNow(session.clock, round.phase === "open" ? 500 : 0);

  const stands = standing(model, mine);
  const open = round.phase === "open";
  const left = leftOf(round, mine, now);
  const late = !round.paused && left === 0 && now > (mine?.deadline_at ?? round.deadline_at) + TOO_LATE_MS;
  const locked = !open || round.paused || late || (!round.changeable && stands.answer !== null);
  const value = (locked && !round.paused ? null : draft) ?? stands.answer;
  const dirty = draft !== null && stands.answer !== null && !same(draft, stands.answer);

  function submit(chosen = draft) {
    if (locked || !kind.complete(question, chosen)) return;
    session.answer(round.id, kind.tidy ? kind.tidy(chosen) : chosen);
    setDraft(null);
  }

  const sendable = kind && !locked && draft !== null && kind.complete(question, draft) && !same(draft, stands.answer);
  // The button stays where it is, so that nothing moves under the finger that has just sent.
  const word = stands.answer === null ? t("Send my answer") : round.changeable ? t("Send the change") : t("Sent");
  return html`
    <div class="view round">
      <div class="head">
        <${Time} activity=${activity} round=${round} mine=${mine} clock=${session.clock} />
        <${Prompt} question=${question} />
        ${question.picture && kind && !kind.drawsPicture ? html`<${QuestionPicture} picture=${question.picture} />` : null}
        ${seats ? html`<${seats.Before} page=${page} model=${model} />` : null}
        ${open && !late
          ? html`<${SayOpen} round=${round} stands=${stands} hint=${kind?.hint(question) ?? ""} dirty=${dirty} online=${model.line === "online"} />`
          : open && round.extra > 0 ? html`<${SayOver} round=${round} stands=${stands} />` : html`<${SayClosed} round=${round} stands=${stands} />`}
      </div>
      <div class="reach">
        ${kind && model.me
          ? html`<div lang=${question.lang}><${kind.Answer} question=${question} value=${value} seed=${model.me.participant.seed} round=${round.id} disabled=${locked}
              onChange=${setDraft} onSubmit=${submit} /></div>`
          : html`<p class="fine">${t("The answers are being loaded …")}</p>`}
        ${kind && !kind.instant && open
          ? html`<div class="send"><button type="button" class="go" disabled=${!sendable} onClick=${() => submit()}>${word}</button></div>`
          : null}
        ${seats ? html`<${seats.Held} model=${model} session=${session} />` : null}
      </div>
    </div>`;
}
