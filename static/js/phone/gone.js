// Not in the room: why, and the one way back.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Away as Out, Sign } from "./icons.js";

function Away({ title, text, word, onBack }) {
  return html`
    <div class="view calm">
      <div class="middle"><${Sign} icon=${Out} /><h1>${title}</h1><p>${text}</p></div>
      ${word ? html`<div class="reach"><button type="button" class="go" onClick=${onBack}>${word}</button></div>` : null}
    </div>`;
}

export const Replaced = ({ session }) => html`
  <${Away} title=${t("In use somewhere else")} word=${t("Use this one")} onBack=${session.comeBack}
    text=${t("You are in the room on another tab or phone, and that one counts. Only one can be used at a time.")} />`;

export const Removed = ({ session }) => html`
  <${Away} title=${t("Taken out of the room")} word=${t("Try again")} onBack=${session.comeBack}
    text=${t("The moderator has taken this phone out. If that was a mistake, please speak to the moderator, then try again.")} />`;

export const Left = ({ session, page }) => html`
  <${Away} title=${t("You have left")} word=${t("Come back")} onBack=${() => session.rejoin(page.join === "anonymous")}
    text=${t("Your answers and your points are kept. This phone can come back at any time.")} />`;

export const Ended = () => html`
  <${Away} title=${t("This event is over")} text=${t("There is nothing more to answer here. Thank you for taking part.")} />`;
