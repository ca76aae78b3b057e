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
  if (looks && history) return html`<${history.History} model=${model} session=${session} onClose=${() => showPast(false)} />`;
  const View = viewOf(model);
  const link = mayLookBack(model) ? html`<button type="button" class="link" aria-busy=${String(looks)} onClick=${() => showPast(true)}>${t("My answers")}</button>` : null;
  return html`<${View} key=${model.state?.round?.id ?? "none"} page=${page} model=${model} session=${session} past=${link} />
    ${link && !OWN_FOOT.has(View) ? html`<p class="links back">${link}</p>` : null}`;
}
