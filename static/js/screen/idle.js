// Between two things: what the meeting is, and where it stands.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Also, Frame, Grow, Pill } from "./frame.js";
import { JoinCorner } from "./joining.js";
import { longDate } from "./lobby.js";

export function Idle({ state }) {
  const { event, activity } = state;
  const second = state.languages[1];
  return html`
    <${Frame} name="idle"
      top=${html`<${Grow} />${event.rehearsal && html`<${Pill} kind="warn">${t("Rehearsal")}<//>`}
        ${event.date && html`<span>${longDate(event.date)}</span>`}`}
      bottom=${html`<${Grow} /><${JoinCorner} event=${event} />`}>
      <p class="over"><bdi>${event.title}</bdi><${Also} text=${event.also?.title} lang=${second} /></p>
      ${event.theme && html`<h1><bdi>${event.theme}</bdi><${Also} text=${event.also?.theme} lang=${second} /></h1>`}
      ${activity?.item && html`<${Item} item=${activity.item} />`}
    <//>`;
}

export function Item({ item }) {
  return html`<p class="item">
    ${item.number && html`<b class="number"><bdi>${item.number}</bdi></b>`}<bdi>${item.title}</bdi></p>`;
}
