// The next step as one big button, and the way back beside it.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Button, Key } from "./button.js";
import { thenText } from "./step_words.js";

export function Next({ acts, state, onAct }) {
  const [next, back] = [acts.get("next"), acts.get("back")];
  return html`
    <section class="steps" aria-label=${t("Next step")}>
      <${Button} className="next" why=${next.why} onPress=${() => onAct("next")} aria-keyshortcuts="ArrowRight PageDown Space">
        <span class="words"><b>${next.label}</b> <small>${thenText(state)}</small></span><${Key} name=${next.key} />
      <//>
      <${Button} className="back" why=${back.why} does=${back.does} onPress=${() => onAct("back")} aria-keyshortcuts="ArrowLeft PageUp">
        ${back.label} <${Key} name=${back.key} />
      <//>
    </section>`;
}
