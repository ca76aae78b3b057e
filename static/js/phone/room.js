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

// Seats vote, and this phone has no voice (yet): why, and how it gets one.
const silent = ({ state, me }) => state.round.voting?.by === "seats" && ["no_seat", "no_ballot", "vote_held"].includes(me?.round?.id === state.round.id ? me.round.votes_as : "");
function NoVoice(props) {
  const found = usePage("seat");
  return found ? html`<${found.NoVoice} ...${props} />` : null;
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
  if (phase === "open" && silent(model)) return NoVoice;
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
  const reads = wanted && mayAsk(model);
  const found = usePage(reads ? "asking" : null);
  return { found: reads ? found : null, busy: wanted && !found, reads, show };
}

// The foot of a phone at a meeting with an agenda: what goes on now, the day, and questions.
function useTabs(model, asking) {
  const [tab, setTab] = useState("now");
  const tabbed = !AWAY[model.place] && Boolean(model.state?.event.day);
  const tabs = usePage(tabbed ? "tabs" : null);
  const { id, phase } = model.state?.round ?? {};
  useEffect(() => {
    if (phase === "open") setTab("now");
  }, [id, phase]);
  const here = !tabbed ? "now" : asking.reads ? "questions" : tab;
  const day = usePage(here === "day" ? "day" : null);
  function pick(next) {
    asking.show(next === "questions");
    setTab(next === "questions" ? "now" : next);
  }
  const offered = ["now", "day", ...(mayAsk(model) ? ["questions"] : [])];
  const foot = tabs ? html`<${tabs.Tabs} offered=${offered} here=${here} model=${model} onPick=${pick} />` : null;
  return { tabbed, foot, pick, day: here === "day" ? day : null };
}

// Activities beside the stage: their cards, and the one that was opened.
function useAsides(model) {
  const open = AWAY[model.place] ? [] : (model.state?.asides ?? []);
  const [id, show] = useState(null);
  const page = usePage(open.length ? "asides" : null);
  const chosen = open.find((each) => each.id === id) ?? null;
  useEffect(() => {
    if (!chosen) show(null);
  }, [chosen]);
  return { page, chosen, show, open };
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
  const tabs = useTabs(model, asking);
  const asides = useAsides(model);
  const reacting = usePage(model.state?.reactions && !AWAY[model.place] ? "reactions" : null);
  const props = { page, model, session };
  if (asking.found) return html`<${asking.found.Questions} ...${props} onClose=${tabs.tabbed ? null : () => asking.show(false)} />${tabs.foot}`;
  if (tabs.day) {
    const aside = (id) => {
      asides.show(id);
      tabs.pick("now");
    };
    return html`<${tabs.day.Day} ...${props} onAside=${aside} onNow=${() => tabs.pick("now")} />${tabs.foot}`;
  }
  if (asides.page && asides.chosen) return html`<${asides.page.Aside} key=${asides.chosen.id} ...${props} aside=${asides.chosen} onClose=${() => asides.show(null)} />${tabs.foot}`;
  if (looks && history) return html`<${history.History} model=${model} session=${session} onClose=${() => showPast(false)} />${tabs.foot}`;
  const View = viewOf(model);
  const mine = mayLookBack(model) ? html`<button type="button" class="link" aria-busy=${String(looks)} onClick=${() => showPast(true)}>${t("My answers")}</button>` : null;
  const ask = mayAsk(model) && !tabs.tabbed ? html`<button type="button" class="link" id="questions" aria-busy=${String(asking.busy)} onClick=${() => asking.show(true)}>${t("Questions")}</button>` : null;
  const link = mine || ask ? html`${ask}${mine}` : null;
  // What the stage asks comes first; where it asks nothing, what may be answered does.
  const cards = asides.page ? html`<${asides.page.Cards} key="cards" model=${model} onOpen=${asides.show} />` : null;
  const asked = model.state?.round?.phase === "open";
  return html`${asked ? null : cards}<${View} key=${model.state?.round?.id ?? "none"} page=${page} model=${model} session=${session} past=${link} />
    ${link && !OWN_FOOT.has(View) ? html`<p class="links back">${link}</p>` : null}
    ${asked ? cards : null}
    ${reacting ? html`<${reacting.Reactions} session=${session} line=${model.line} />` : null}
    ${tabs.foot}`;
}
