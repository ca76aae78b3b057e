// Between two things: what the meeting is, and where it stands.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Also, Frame, Grow, Pill, Title } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { longDate } from "./lobby.js";

// What phones can answer meanwhile.
function Asides({ asides }) {
  return (asides ?? []).map((aside) => html`<${Pill} key=${aside.id}>${t("On your phone: {title}", { title: aside.title })}<//>`);
}

// The agenda item on the floor stands large; without one the meeting itself does.
export function Idle({ state }) {
  const { event, activity, on_floor: item } = state;
  const second = state.languages[1];
  if (item) return html`<${ItemOnFloor} state=${state} item=${item} />`;
  return html`
    <${Frame} name="idle"
      top=${html`<${Grow} />${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        ${event.date && html`<span>${longDate(event.date)}</span>`}`}
      bottom=${html`<${Asides} asides=${state.asides} /><${Grow} /><${JoinCorner} event=${event} />`}>
      ${event.theme && html`<p class="over"><bdi>${event.title}</bdi><${Also} text=${event.also?.title} lang=${second} /></p>`}
      <h1><bdi>${event.theme || event.title}</bdi><${Also} text=${event.theme ? event.also?.theme : event.also?.title} lang=${second} /></h1>
      ${activity?.item && html`<${Item} item=${activity.item} />`}
    <//>`;
}

function ItemOnFloor({ state, item }) {
  const { event } = state;
  return html`
    <${Frame} name="idle item-on-floor"
      top=${html`<${Title} text=${event.title} /><${Grow} />${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        ${event.date && html`<span>${longDate(event.date)}</span>`}`}
      bottom=${html`<${Asides} asides=${state.asides} /><${Grow} /><${JoinCorner} event=${event} />`}>
      ${item.number && html`<p class="item"><b class="number"><bdi>${item.number}</bdi></b></p>`}
      <h1><bdi>${item.title}</bdi><${Also} text=${item.also} lang=${state.languages[1]} /></h1>
    <//>`;
}

export function Item({ item }) {
  return html`<p class="item">
    ${item.number && html`<b class="number"><bdi>${item.number}</bdi></b>`}<bdi>${item.title}</bdi></p>`;
}
