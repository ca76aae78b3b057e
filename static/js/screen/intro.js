// An activity begins: its name, how long it is, what counts.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Also, Frame, Grow, Pill, Title } from "./frame.js";
import { Item } from "./idle.js";
import { JoinCorner } from "./joining.js";
import { scoringName, scoringRule } from "./scoring.js";

export function Intro({ state, crowd }) {
  const { activity, event } = state;
  const quiz = activity.kind === "quiz";
  return html`
    <${Frame} name="intro"
      top=${html`<${Title} text=${event.title} /><${Grow} />
        ${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        ${quiz && html`<${Pill}>${scoringName(activity.scoring)}<//>`}`}
      bottom=${html`${crowd && html`<span><b class="n">${number(crowd.joined)}</b> ${tn("in the room", "in the room", crowd.joined)}</span>`}
        <${Grow} /><${JoinCorner} event=${event} />`}>
      ${activity.item && html`<${Item} item=${activity.item} />`}
      <h1><bdi>${activity.title}</bdi><${Also} text=${activity.also?.title} lang=${state.languages[1]} /></h1>
      <ul class="facts">
        <li><b>${activity.count}</b> ${tn("question", "questions", activity.count)}</li>
        <li>${quiz ? scoringRule(activity.scoring) : t("No right or wrong: the room says what it thinks.")}
          ${quiz && activity.streak && html`<span class="more">${t("Several right answers in a row earn a bonus.")}</span>`}</li>
      </ul>
    <//>`;
}
