// A secret ballot: chosen, checked, cast. Once the server has it, this phone only knows that it has voted.
import { html, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { QuestionPicture } from "../live/picture.js";
import { myRound } from "../live/store.js";
import { Prompt, Say, Time } from "./frame.js";
import { Pause, Phone, Stop, Tick, Wait } from "./icons.js";
import { useKind, usePage } from "./kinds.js";
import { Terms } from "./terms.js";
import { refusalText } from "./words.js";

// "none" | "waiting" | "sending" | "voted" | "refused"
export function ballotStatus({ sent, state }, mine) {
  if (mine?.voted) return "voted";
  const own = sent?.round === state.round.id ? sent : null;
  if (!own) return "none";
  return own.status === "saved" ? "voted" : own.status;
}

function OnTheWay({ online }) {
  if (online) return html`<${Say} icon=${html`<${Wait} />`}>${t("Your ballot is being cast …")}<//>`;
  return html`<${Say} kind="warn" icon=${html`<${Phone} />`}>${t("Your ballot is kept on this phone. It is cast as soon as the line is back.")}<//>`;
}

function SayOpen({ round, status, sent, online, checking, hint }) {
  if (status === "voted") return html`<${Say} kind="ok" icon=${html`<${Tick} />`}>${t("You have voted. Your choice is no longer on this phone.")}<//>`;
  if (round.paused) return html`<${Say} icon=${html`<${Pause} />`}>${t("Paused by the moderator. The time stands still.")}<//>`;
  if (status === "refused") return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${refusalText(sent)}<//>`;
  if (status !== "none") return html`<${OnTheWay} online=${online} />`;
  return html`<${Say}>${checking ? t("This is your ballot. Once cast, it can’t be changed.") : hint}<//>`;
}

function SayClosed({ round, status }) {
  if (round.voided) return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${t("This question was taken out. It counts for nobody.")}<//>`;
  const counting = round.voted === null ? t("The ballots are being counted.") : "";
  if (status === "voted") return html`<${Say} kind="ok" icon=${html`<${Tick} />`}>${t("Closed. Your ballot is in the box.")} ${counting}<//>`;
  if (status === "none") return html`<${Say} icon=${html`<${Stop} />`}>${t("Closed. You did not vote.")} ${counting}<//>`;
  return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${t("Closed. Your ballot has not arrived.")}<//>`;
}

export function Ballot({ page, model, session }) {
  const { activity, round } = model.state;
  const { question } = round;
  const mine = myRound(model);
  const kind = useKind("questions", question.type);
  const seats = usePage(round.voting.by === "seats" ? "seat" : null);
  const [draft, setDraft] = useState(null);
  const [checking, setChecking] = useState(false);

  const status = ballotStatus(model, mine);
  const open = round.phase === "open";
  const free = open && !round.paused && (status === "none" || status === "refused");
  const complete = kind && draft !== null && kind.complete(question, draft);

  function choose(value) {
    setDraft(value);
    setChecking(false);
  }

  function cast() {
    if (!free || !complete) return;
    session.answer(round.id, kind.tidy ? kind.tidy(draft) : draft);
    setDraft(null);
    setChecking(false);
  }

  return html`
    <div class="view round ballot">
      <div class="head">
        <${Time} activity=${activity} round=${round} mine=${mine} clock=${session.clock} />
        <${Prompt} question=${question} />
        ${question.picture && kind && !kind.drawsPicture ? html`<${QuestionPicture} picture=${question.picture} />` : null}
        ${open && status !== "voted" ? html`<${Terms} round=${round} seat=${model.me?.participant.seat} code=${page?.privacy_url} />` : null}
        ${open
          ? html`<${SayOpen} round=${round} status=${status} sent=${model.sent} online=${model.line === "online"} checking=${checking} hint=${t("Choose, then cast your ballot.")} />`
          : html`<${SayClosed} round=${round} status=${status} />`}
      </div>
      ${open && status !== "voted" ? html`
        <div class="reach">
          ${kind && model.me
            ? html`<div lang=${question.lang}><${kind.Answer} question=${question} value=${draft} seed=${model.me.participant.seed} round=${round.id} disabled=${!free || checking}
                onChange=${choose} onSubmit=${choose} /></div>`
            : html`<p class="fine">${t("The answers are being loaded …")}</p>`}
          <div class="send">
            ${checking
              ? html`<div class="pair"><button type="button" class="go plain" onClick=${() => setChecking(false)}>${t("Choose again")}</button>
                  <button type="button" class="go" disabled=${!free} onClick=${cast}>${t("Cast it now")}</button></div>`
              : html`<button type="button" class="go" disabled=${!free || !complete} onClick=${() => setChecking(true)}>${t("Check my ballot")}</button>`}
          </div>
        </div>` : null}
      ${seats ? html`<div class="reach"><${seats.Held} model=${model} session=${session} /></div>` : null}
    </div>`;
}
