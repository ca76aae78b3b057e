// After the reveal: my verdict in a quiz, the room's result in a poll, and why.
import { html } from "../live/html.js";
import { dirOf, percent, t, tn } from "../live/i18n.js";
import { QuestionPicture } from "../live/picture.js";
import { myRound } from "../live/store.js";
import { standing } from "./answering.js";
import { Meta, Prompt, Say } from "./frame.js";
import { Stop } from "./icons.js";
import { useKind, usePage } from "./kinds.js";
import { Boxes, gapText } from "./score.js";
import { pointsText, streakText, verdictName, verdictOf } from "./words.js";

function Verdict({ result, results, scored }) {
  if (!result) return html`<p class="verdict"><b>${t("The answer")}</b></p>`;
  const verdict = verdictOf(result);
  const parts = [];
  if (scored && result.points) parts.push(pointsText(result.points));
  if (scored && result.streak?.bonus) parts.push(streakText(result.streak));
  if (results?.answered && results.right !== null) parts.push(t("{share} of the room was right", { share: percent(results.right / results.answered) }));
  return html`
    <div class=${`verdict ${verdict}`}>
      <b>${verdictName(verdict)}</b>
      ${parts.length ? html`<p>${parts.join(" · ")}</p>` : null}
    </div>`;
}

function Why({ reveal, lang }) {
  if (!reveal) return null;
  return html`
    <div class="why" lang=${lang} dir=${dirOf(lang)}>
      ${reveal.explanation ? html`<p>${reveal.explanation}</p>` : null}
      ${reveal.source ? html`<p class="fine">${reveal.source}</p>` : null}
    </div>`;
}

function Voided() {
  return html`<${Say} kind="warn" icon=${html`<${Stop} />`}>${t("This question was taken out. It counts for nobody.")}<//>`;
}

function Chart({ round, answer }) {
  const shape = useKind("tallies", round.results?.tally.shape ?? null);
  const kind = useKind("questions", round.question.type);
  const votes = usePage(round.proof ? "../live/votes" : null);
  if (round.suppressed) return html`<p class="say"><span>${t("Fewer than {k} voted. So that nobody’s vote can be guessed, no figures are shown.", { k: round.voting.k })}</span></p>`;
  if (!round.results) return html`<p class="fine">${t("The result is shown in the room only.")}</p>`;
  if (!shape || !kind) return html`<p class="fine">${t("The result is being loaded …")}</p>`;
  const rows = kind.rows?.(round.question, round.reveal) ?? [];
  const axis = kind.axis?.(round.question) ?? null;
  const mine = answer !== null && kind.mine ? kind.mine(answer) : answer;
  return html`
    <${shape.Chart} tally=${round.results.tally} rows=${rows} axis=${axis} question=${round.question} reveal=${round.reveal} mine=${mine} big=${false} />
    <p class="fine">${tn("{n} answer", "{n} answers", round.results.answered)}</p>
    ${votes && round.proof ? html`<p class="fine">${t("Check number:")} <bdi dir="ltr">${votes.shortOf(round.proof.head)}</bdi></p>` : null}`;
}

// Of a formal vote: what was decided.
function Outcome({ round }) {
  const words = usePage(round.outcome ? "../live/outcome" : null);
  if (!words || !round.outcome) return null;
  const { kind, title, lines } = words.outcomeWords(round.outcome, round.question);
  return html`<div class=${`verdict outcome ${kind}`}><b>${title}</b><p>${lines.join(" · ")}</p></div>`;
}

function Foot({ score, more }) {
  const words = [gapText(score), more ? t("Next question soon.") : ""].filter(Boolean).join(" ");
  return words ? html`<p class="say foot"><span>${words}</span></p>` : null;
}

function QuizResult({ model, round, mine }) {
  const kind = useKind("questions", round.question.type);
  const teams = usePage(round.by_team ? "teams" : null);
  const { score } = model.me ?? {};
  const Review = kind?.Review;
  return html`
    <${Verdict} result=${mine?.result} results=${round.results} scored=${round.points > 0 && !round.voided} />
    ${round.voided ? html`<${Voided} />` : null}
    ${score ? html`<${Boxes} score=${score} team=${model.me.participant.team} />` : null}
    <p class="asked fine" lang=${round.question.lang} dir=${dirOf(round.question.lang)}>${round.question.prompt}</p>
    ${Review && round.reveal ? html`<${Review} question=${round.question} answer=${mine?.answer ?? null} reveal=${round.reveal} right=${mine?.result?.right ?? null} />` : null}
    <${Why} reveal=${round.reveal} lang=${round.question.lang} />
    ${teams && round.by_team ? html`<${teams.RightByTeam} teams=${round.by_team} mine=${model.me?.participant.team} />` : null}
    ${score && !round.voided ? html`<${Foot} score=${score} more=${round.number < round.count} />` : null}`;
}

// At the close of a poll with live results `me` may be older than what this phone sent: what stands is known here.
function PollResult({ model, round, mine }) {
  const { answer } = standing(model, mine);
  const kind = useKind("questions", round.question.type);
  const { picture } = round.question;
  return html`
    <${Prompt} question=${round.question} />
    ${picture && kind && !kind.drawsPicture ? html`<${QuestionPicture} picture=${picture} />` : null}
    ${round.voided ? html`<${Voided} />` : null}
    ${round.voided ? null : html`<${Outcome} round=${round} />`}
    <div class="chart" lang=${round.question.lang}><${Chart} round=${round} answer=${answer} /></div>
    <${Why} reveal=${round.reveal} lang=${round.question.lang} />`;
}

export function Result({ model }) {
  const { activity, round } = model.state;
  const mine = myRound(model);
  const View = round.graded ? QuizResult : PollResult;
  return html`
    <div class="view result">
      <${Meta} activity=${activity} round=${round} end=${t("closed")} />
      <${View} model=${model} round=${round} mine=${mine} />
    </div>`;
}
