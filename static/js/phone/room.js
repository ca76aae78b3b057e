// Which view is drawn: a pure choice from the last words of the server.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { spoken } from "./announcer.js";
import { Answering } from "./answering.js";
import { Ended, Left, Removed, Replaced } from "./gone.js";
import { usePage } from "./kinds.js";
import { Result } from "./result.js";
import { Breather, Podium, Ranking } from "./standing.js";
import { Reading } from "./reading.js";
import { Asked, Connecting, Idle, Intro, Lobby } from "./waiting.js";

const AWAY = { replaced: Replaced, removed: Removed, left: Left, ended: Ended };
const KINDS = { lobby: Lobby, idle: Idle, intro: Intro, breather: Breather, podium: Podium };
const BEATS = { asked: Asked, open: Answering, closed: Answering, revealed: Result, ranking: Ranking };

// Votes have words before the tap, and a secret one a box to put it in: fetched when there is a vote.
function Ballot(props) {
  const page = usePage("ballot");
  return page ? html`<${page.Ballot} ...${props} />` : html`<div class="view"><p class="fine">${t("The ballot is being loaded …")}</p></div>`;
}

// An answer whose fate the phone still has to tell comes before the room's result.
const settled = ({ sent, state }) => sent?.round !== state.round.id || sent.status === "saved";

// While a round takes answers the phone answers, whatever the screen looks back at.
export function viewOf(model) {
  const { place, state } = model;
  if (AWAY[place]) return AWAY[place];
  if (!state) return Connecting;
  if (state.kind !== "round") return KINDS[state.kind] ?? Idle;
  const { answerable, beat, phase, graded, results } = state.round;
  if (answerable === false) return Reading;
  if (state.round.voting?.secrecy === "secret" && (phase === "open" || beat === "closed")) return Ballot;
  if (phase === "open") return Answering;
  // A poll with live results has no reveal: at its close the phone has them, too.
  if (beat === "closed" && results && !graded && settled(model)) return Result;
  if (beat === "ranking" && !graded) return Result;
  return BEATS[beat] ?? Idle;
}

// Views that have links of their own at their foot.
const OWN_FOOT = new Set([Lobby, Idle]);

// Where something was shown already, and nothing is to be answered now.
export const mayLookBack = ({ place, state, me }) =>
  !AWAY[place] && Boolean(state) && (me?.past ?? 0) > 0 && !["asked", "open"].includes(state.round?.phase);

// Questions from the floor, since they were opened first: there also while something else goes on.
const mayAsk = ({ place, state }) => !AWAY[place] && Boolean(state?.qa);

// Whoever reads questions is called back when a round opens.
function useQuestions(model) {
  const [wanted, show] = useState(false);
  const { id, phase } = model.state?.round ?? {};
  useEffect(() => {
    if (phase === "open") show(false);
  }, [id, phase]);
  const found = usePage(wanted && mayAsk(model) ? "asking" : null);
  return { found: wanted && mayAsk(model) ? found : null, busy: wanted && !found, show };
}

export function Room({ page, model, session, announce }) {
  const before = useRef(model);
  useEffect(() => {
    announce(spoken(before.current, model));
    before.current = model;
  }, [model]);
  const [past, showPast] = useState(false);
  const looks = past && mayLookBack(model);
  const history = usePage(looks ? "history" : null);
  useEffect(() => {
    if (!mayLookBack(model)) showPast(false);
  }, [model]);
  const asking = useQuestions(model);
  const reacting = usePage(model.state?.reactions && !AWAY[model.place] ? "reactions" : null);
  if (asking.found) return html`<${asking.found.Questions} page=${page} model=${model} session=${session} onClose=${() => asking.show(false)} />`;
  if (looks && history) return html`<${history.History} model=${model} session=${session} onClose=${() => showPast(false)} />`;
  const View = viewOf(model);
  const mine = mayLookBack(model) ? html`<button type="button" class="link" aria-busy=${String(looks)} onClick=${() => showPast(true)}>${t("My answers")}</button>` : null;
  const ask = mayAsk(model) ? html`<button type="button" class="link" id="questions" aria-busy=${String(asking.busy)} onClick=${() => asking.show(true)}>${t("Questions")}</button>` : null;
  const link = mine || ask ? html`${ask}${mine}` : null;
  return html`<${View} key=${model.state?.round?.id ?? "none"} page=${page} model=${model} session=${session} past=${link} />
    ${link && !OWN_FOOT.has(View) ? html`<p class="links back">${link}</p>` : null}
    ${reacting ? html`<${reacting.Reactions} session=${session} line=${model.line} />` : null}`;
}
