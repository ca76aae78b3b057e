// Asked only where something would be lost. The focus starts on the way back: a stray key loses nothing.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Dialog } from "./dialog.js";

// `ask`: { title, text, yes, kind }; `hindered`: why it can't be done at the moment.
export function Confirm({ ask, hindered, onYes, onNo }) {
  return html`
    <${Dialog} title=${ask.title} className="confirm" onClose=${onNo}>
      <p>${ask.text}</p>
      ${hindered && html`<p class="fine">${hindered}</p>`}
      <div class="row">
        <button type="button" autofocus onClick=${onNo}>${t("Cancel")}</button>
        <button type="button" class=${ask.kind ?? "main"} aria-disabled=${hindered ? "true" : undefined} onClick=${() => !hindered && onYes()}>${ask.yes}</button>
      </div>
    <//>`;
}
