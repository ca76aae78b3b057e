// Which picture is on the wall: a pure function of what the server said last.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { BigQr } from "./bigqr.js";
import { Breather } from "./breather.js";
import { Idle } from "./idle.js";
import { Intro } from "./intro.js";
import { Lobby } from "./lobby.js";
import { Podium } from "./podium.js";
import { Pulse } from "./pulse.js";
import { Spotlight, TopQuestions } from "./questions.js";
import { Ranking } from "./ranking.js";
import { Round } from "./round.js";
import { Blank, Reconnecting, Refused, Waiting } from "./signs.js";

const KINDS = { lobby: Lobby, idle: Idle, intro: Intro, round: Round, breather: Breather, podium: Podium };

export function Picture({ state, crowd, pulse = null, link, refusal, modules, now }) {
  if (refusal) return html`<${Refused} code=${refusal} />`;
  if (!state) return html`<${Waiting} />`;
  const [name, View] = viewOf(state);
  return html`
    <${View} key=${name} state=${state} crowd=${crowd} modules=${modules} now=${now} />
    <p class="sr-only" role="status">${spoken(state)}</p>
    ${!state.blank && html`<${Pulse} pulse=${pulse} />`}
    ${link !== "online" && html`<${Reconnecting} />`}`;
}

function viewOf(state) {
  if (state.blank) return ["blank", Blank];
  if (state.big_qr) return ["bigqr", BigQr];
  if (state.spotlight) return ["spotlight", Spotlight];
  if (state.top) return ["top", TopQuestions];
  if (state.kind === "round" && state.round.beat === "ranking" && state.ranking) return ["ranking", Ranking];
  return [state.kind, KINDS[state.kind] ?? Idle];
}

function spoken({ kind, round, blank }) {
  if (blank || kind !== "round") return "";
  const n = round.number;
  if (round.phase === "open" && round.limit_ms) {
    return t("Question {n} is open, {s} seconds", { n, s: Math.round(round.limit_ms / 1000) });
  }
  if (round.phase === "open") return t("Question {n} is open", { n });
  return round.phase === "closed" ? t("Question {n} is closed", { n }) : "";
}
