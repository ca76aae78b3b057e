// Seats: taking one by its code, what a vote by seats asks of this phone, and votes that its seat holds for others.
import { html, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { myRound } from "../live/store.js";
import { Prompt, Say, Time } from "./frame.js";
import { Phone, Stop, Tick, Wait } from "./icons.js";
import { useKind } from "./kinds.js";
import { Terms } from "./terms.js";
import { refusalText } from "./words.js";

const CODE_LENGTH = 15; // with its two hyphens

export function CodeField({ value, invalid, onInput, label = t("Seat code, if you have a card") }) {
  return html`
    <label class="field">
      <span>${label}</span>
      <input type="text" name="seat" dir="ltr" class="seat-code" maxlength=${CODE_LENGTH + 9} autocomplete="off" autocapitalize="characters" spellcheck="false" enterkeyhint="done"
        placeholder="XXXX-XXXX-XXXXX" value=${value} aria-invalid=${invalid ? "true" : undefined} onInput=${(event) => onInput(event.currentTarget.value)} />
    </label>`;
}

// The form in the room: a phone sits down, at the first time or on another seat.
function Sit({ session, problem = "", onDone = () => {} }) {
  const [code, setCode] = useState("");
  const [refused, setRefused] = useState(problem);
  const [busy, setBusy] = useState(false);
  async function sit(event) {
    event.preventDefault();
    if (!code.trim() || busy) return;
    setBusy(true);
    const reply = await session.sit(code.trim());
    setBusy(false);
    setRefused(reply.ok ? "" : (reply.message ?? t("That did not work. Please try again.")));
    if (reply.ok) onDone();
  }
  return html`
    <form class="team-form seat-form" onSubmit=${sit}>
      <${CodeField} value=${code} invalid=${Boolean(refused)} onInput=${setCode} label=${t("The code of your card")} />
      ${refused ? html`<p class="problem" role="alert">${refused}</p>` : null}
      <button type="submit" class="go" disabled=${!code.trim()} aria-busy=${String(busy)}>${t("Take the seat")}</button>
    </form>`;
}

const standing = (seat) => (seat.votes ? t("This seat votes.") : t("This seat observes."));

// In the lobby and between questions: whose seat this phone has, and how to take or leave one.
export function Mine({ model, session }) {
  const seat = model.me?.participant?.seat ?? null;
  const [open, setOpen] = useState(Boolean(model.cardProblem));
  if (!model.me) return null;
  if (open) return html`<${Sit} session=${session} problem=${model.cardProblem ?? ""} onDone=${() => setOpen(false)} />`;
  if (!seat) return html`<p class="links"><button type="button" class="link" onClick=${() => setOpen(true)}>${t("Enter a seat code")}</button></p>`;
  return html`
    <div class="who seat"><small>${t("Your seat")}</small><bdi>${seat.delegation}</bdi>${seat.name ? html`<span><bdi>${seat.name}</bdi></span>` : null}
      <span class="fine">${standing(seat)}</span>
      <span class="links"><button type="button" class="link" onClick=${() => setOpen(true)}>${t("Another seat")}</button><button type="button" class="link" onClick=${() => session.sit(null)}>${t("Leave the seat")}</button></span></div>`;
}

const hindrances = {
  no_seat: () => t("In this vote seats have a vote, and this phone has taken none. Enter the code of your card to vote."),
  no_ballot: () => t("Your seat observes. In this secret vote observers have no ballot; please follow the room."),
  vote_held: () => t("Another delegation casts the vote of your seat. If that is a mistake, please ask the moderator."),
};

export const hindered = (mine) => Boolean(mine && hindrances[mine.votes_as]);

// A vote is open in which this phone has no voice, or none yet.
export function NoVoice({ model, session }) {
  const { activity, round } = model.state;
  const mine = myRound(model);
  return html`
    <div class="view round">
      <div class="head">
        <${Time} activity=${activity} round=${round} mine=${mine} clock=${session.clock} />
        <${Prompt} question=${round.question} />
        <${Say} kind=${mine.votes_as === "no_seat" ? "warn" : ""} icon=${html`<${Stop} />`}>${hindrances[mine.votes_as]()}<//>
      </div>
      ${mine.votes_as === "no_seat" ? html`<div class="reach"><${Sit} session=${session} /></div>` : null}
    </div>`;
}

// Before the tap, where seats vote by name: for whom, and who will see it.
export function Before({ page, model }) {
  const { round } = model.state;
  const mine = myRound(model);
  if (round.phase !== "open") return null;
  return html`
    <${Terms} round=${round} seat=${model.me?.participant.seat} code=${page?.privacy_url} />
    ${mine?.votes_as === "observer" ? html`<p class="fine">${t("Answers of observers are counted apart, and never in the result.")}</p>` : null}`;
}

// What stands of a vote held for another: what is on its way, else what the server has.
function standsFor(sent, held) {
  if (sent && sent.status !== "refused" && sent.number > held.number) return sent;
  if (held.voted) return { answer: held.answer, status: "saved" };
  return sent ? { ...sent, answer: null } : { answer: null, status: "none" };
}

function Fate({ stands, secret, online }) {
  if (stands.status === "refused") return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${refusalText(stands)}<//>`;
  if (stands.status === "waiting" && !online) return html`<${Say} kind="warn" icon=${html`<${Phone} />`}>${t("Kept on this phone. It is sent as soon as the line is back.")}<//>`;
  if (stands.status === "waiting" || stands.status === "sending") return html`<${Say} icon=${html`<${Wait} />`}>${t("Saving …")}<//>`;
  if (stands.status === "none") return null;
  return html`<${Say} kind="ok" icon=${html`<${Tick} />`}>${secret ? t("This vote is cast.") : t("Saved. You may change it until the close.")}<//>`;
}

function One({ model, session, round, held }) {
  const { question } = round;
  const kind = useKind("questions", question.type);
  const [draft, setDraft] = useState(null);
  const secret = round.voting.secrecy === "secret";
  const stands = standsFor(model.held?.[held.seat]?.[round.id] ?? null, held);
  const cast = secret && !["none", "refused"].includes(stands.status);
  const locked = round.phase !== "open" || round.paused || cast;
  if (!kind) return null;
  const confirmed = secret || !kind.instant;
  function send(value) {
    if (locked || !kind.complete(question, value)) return;
    session.answerFor(held.seat, round.id, kind.tidy ? kind.tidy(value) : value, held.number, secret);
    setDraft(null);
  }
  return html`
    <section class="held">
      <h2>${t("For {delegation}, by proxy", { delegation: held.delegation })}</h2>
      <${Fate} stands=${stands} secret=${secret} online=${model.line === "online"} />
      ${cast ? null : html`<div lang=${question.lang}><${kind.Answer} question=${question} value=${draft ?? stands.answer} seed=${model.me.participant.seed} round=${round.id} disabled=${locked}
        onChange=${setDraft} onSubmit=${confirmed ? setDraft : send} /></div>`}
      ${confirmed && !cast && !locked
        ? html`<div class="send"><button type="button" class="go" disabled=${draft === null || !kind.complete(question, draft)} onClick=${() => send(draft)}>${t("Cast it for {delegation}", { delegation: held.delegation })}</button></div>`
        : null}
    </section>`;
}

// One ballot each, under the phone's own.
export function Held({ model, session }) {
  const { round } = model.state;
  const held = myRound(model)?.held ?? [];
  if (!held.length || !["open", "closed"].includes(round.beat)) return null;
  return html`${held.map((each) => html`<${One} key=${each.seat} model=${model} session=${session} round=${round} held=${each} />`)}`;
}
