// Questions from the floor over the stage: the one that is being answered, or those that are wanted most.
// They are shown as they were typed; only what stands around them speaks the screen's languages.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";

function By({ question }) {
  const { name, delegation } = question;
  if (!name && !delegation) return html`<span class="by">${t("anonymous")}</span>`;
  return html`<span class="by">${name && html`<b><bdi>${name}</bdi></b>`}${name && delegation ? ", " : ""}<bdi>${delegation}</bdi></span>`;
}

const Votes = ({ count }) => (count === null ? null : html`<span class="votes"><b class="n">${number(count)}</b> ${tn("vote", "votes", count)}</span>`);

const Top = ({ state }) => html`
  <${Title} text=${t("Questions from the floor")} /><${Grow} />
  ${state.qa?.item && html`<${Pill}><bdi>${state.qa.item.number} ${state.qa.item.title}</bdi><//>`}
  ${state.event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}`;

const Foot = ({ state }) => html`
  ${state.qa?.open && html`<span>${t("Ask and vote on your phone")}</span>`}<${Grow} /><${JoinCorner} event=${state.event} />`;

export function Spotlight({ state }) {
  const { spotlight } = state;
  return html`
    <${Frame} name="asked-one" top=${html`<${Top} state=${state} />`} bottom=${html`<${Foot} state=${state} />`}>
      <figure>
        <blockquote dir="auto">${spotlight.text}</blockquote>
        <figcaption><${By} question=${spotlight} /><${Votes} count=${spotlight.votes} />${spotlight.edited && html`<span class="note">${t("edited by the moderator")}</span>`}</figcaption>
      </figure>
    <//>`;
}

export function TopQuestions({ state }) {
  return html`
    <${Frame} name="asked-many" top=${html`<${Top} state=${state} />`} bottom=${html`<${Foot} state=${state} />`}>
      ${state.top.length ? html`<ol>${state.top.map((each) => html`
        <li key=${each.id}><span class="votes">${each.votes !== null && html`<b class="n">${number(each.votes)}</b>`}</span>
          <span class="words"><span dir="auto">${each.text}</span> <small><${By} question=${each} /></small></span></li>`)}</ol>`
        : html`<p class="nothing">${state.qa?.open ? t("The first questions will appear here.") : t("All questions are answered.")}</p>`}
    <//>`;
}
