// Nothing to touch yet: what is going on, in a few calm words.
import { useNow, secondsOf } from "../live/clock.js";
import { html, useEffect, useState } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Mark } from "../live/marks.js";
import { QuestionPicture } from "../live/picture.js";
import { Meta, Prompt } from "./frame.js";
import { Room, Sign, Tick, Wait } from "./icons.js";
import { useKind, usePage } from "./kinds.js";

function Calm({ title, sign = html`<${Sign} icon=${Wait} />`, children, foot = null }) {
  return html`<div class="view calm"><div class="middle">${sign}<h1>${title}</h1>${children}</div>${foot}</div>`;
}

// The marks that the answers will have.
const Shapes = () => html`<p class="shapes" aria-hidden="true">${[0, 1, 2, 3].map((index) => html`<${Mark} key=${index} index=${index} />`)}</p>`;

const SLOW_MS = 4000;

export function Connecting({ page }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!slow) return html`<${Calm} title=${t("One moment")}><p>${t("Your place is being looked up.")}</p><//>`;
  return html`
    <${Calm} title=${t("Still trying")}>
      <p>${t("Nothing is lost: your answers and your place are kept. Is this phone on the Wi-Fi of the room?")}</p>
      ${page.help_url ? html`<p class="links"><a href=${page.help_url}>${t("Help with the Wi-Fi")}</a></p>` : null}
    <//>`;
}

function Who({ me }) {
  const who = me?.participant;
  if (!who) return null;
  return who.name
    ? html`<p class="who"><small>${t("You are")}</small><bdi>${who.name}</bdi></p>`
    : html`<p class="who"><small>${t("You are")}</small><bdi>${t("Delegate {n}", { n: who.number })}</bdi></p>`;
}

// Said to this phone alone: what was asked for is there.
function OwnTime({ me }) {
  const tenths = me?.participant.extra_time ?? 10;
  if (tenths <= 10) return null;
  return html`<p class="fine">${t("You have {factor} times as long for each question.", { factor: number(tenths / 10) })}</p>`;
}

function Leave({ session, past = null }) {
  return html`<p class="links">${past}<button type="button" class="link" onClick=${session.leave}>${t("Leave")}</button></p>`;
}

function OwnTeam(props) {
  const found = usePage(props.model.state.event.teams ? "teams" : null);
  return found ? html`<${found.Mine} ...${props} key=${props.model.me?.participant?.team?.id} />` : null;
}

function OwnSeat(props) {
  const { event } = props.model.state;
  const found = usePage(event.seats || props.model.me?.participant?.seat ? "seat" : null);
  return found ? html`<${found.Mine} ...${props} key=${`${props.model.me?.participant?.seat?.delegation} ${props.model.cardProblem}`} />` : null;
}

export function Lobby({ page, model, session, past }) {
  const { theme } = model.state.event;
  return html`
    <${Calm} title=${t("You are in")} sign=${html`<${Sign} icon=${Tick} kind="ok" />`} foot=${html`<${Leave} session=${session} past=${past} />`}>
      <${Who} me=${model.me} />
      <${OwnTeam} page=${page} model=${model} session=${session} />
      <${OwnSeat} model=${model} session=${session} />
      <${OwnTime} me=${model.me} />
      ${theme ? html`<p class="theme"><bdi>${theme}</bdi></p>` : null}
      <p>${t("It will begin soon. You can lock the phone: this page finds its way back.")}</p>
    <//>`;
}

// Where the meeting stands, in the words of its agenda.
function OnFloor({ item }) {
  if (!item) return null;
  return html`<p class="who on-floor"><small>${t("On the floor now")}</small><span>${item.number ? html`<b><bdi>${item.number}</bdi></b> ` : null}<bdi>${item.title}</bdi></span></p>`;
}

export function Idle({ page, model, session, past }) {
  return html`
    <${Calm} title=${t("Nothing to do right now")} sign=${html`<${Sign} icon=${Room} />`} foot=${html`<${Leave} session=${session} past=${past} />`}>
      <${OnFloor} item=${model.state.on_floor} />
      <p>${t("Please follow the room. The next question comes here by itself.")}</p>
      <${Who} me=${model.me} />
      <${OwnTeam} page=${page} model=${model} session=${session} />
      <${OwnSeat} model=${model} session=${session} />
      <${OwnTime} me=${model.me} />
    <//>`;
}

const rules = {
  accuracy: () => t("A right answer earns points. Being fast earns none: take your time."),
  mild: () => t("A right answer earns points. Being slow costs at most a tenth of them."),
  classic: () => t("A right answer earns points, and a fast one earns more."),
  double: () => t("A right answer earns twice the points. Being fast earns none: take your time."),
  none: () => t("There are no points to win: it is about knowing."),
};

export function Intro({ model }) {
  const { activity } = model.state;
  const quiz = activity.kind === "quiz";
  return html`
    <${Calm} title=${html`<bdi>${activity.title}</bdi>`} sign=${html`<${Shapes} />`}>
      <p class="count">${tn("{n} question", "{n} questions", activity.count)}</p>
      ${quiz && activity.streak ? html`<p>${t("Several right answers in a row earn a bonus.")}</p>` : null}
      <p>${activity.secret ? t("Your ballot is final.") : quiz ? rules[activity.scoring]?.() : t("There is no right or wrong here. You may change an answer until its question closes.")}</p>
    <//>`;
}

export function Asked({ model, session }) {
  const { activity, round } = model.state;
  const now = useNow(session.clock, round.opens_at ? 250 : 0);
  useKind("questions", round.question.type);
  const wait = round.opens_at ? secondsOf(Math.max(0, round.opens_at - now)) : null;
  return html`
    <div class="view">
      <${Meta} activity=${activity} round=${round} end=${t("get ready")} />
      <div class="time none"></div>
      <${Prompt} question=${round.question} />
      ${round.question.picture ? html`<${QuestionPicture} picture=${round.question.picture} />` : null}
      <p class="ready" aria-hidden="true">${wait || ""}</p>
      <p class="say foot"><span>${t("Read the question. The answers are coming.")}</span></p>
    </div>`;
}
