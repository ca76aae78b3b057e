// A slide: nothing to touch, only to read.
import { html } from "../live/html.js";
import { dirOf, t } from "../live/i18n.js";
import { Meta, Prompt } from "./frame.js";
import { useKind } from "./kinds.js";

export function Reading({ model }) {
  const { activity, round } = model.state;
  const { question } = round;
  const kind = useKind("questions", question.type);
  return html`
    <div class="view reading">
      <${Meta} activity=${activity} round=${round} end=${t("to read")} />
      <${Prompt} question=${question} />
      <div class="body" lang=${question.lang} dir=${dirOf(question.lang)}>
        ${kind ? html`<${kind.Stage} question=${question} />` : html`<p class="fine">${t("One moment")}</p>`}
      </div>
    </div>`;
}
