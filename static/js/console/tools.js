// Everything around the steps. What can't be done now stays in its place and says why.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Button, Key } from "./button.js";
import { mayDo } from "./acts.js";

const ORDER = ["extend", "pause", "blank", "qr", "hide", "lock", "reveal", "ranking", "roll", "reopen", "again", "void", "undo", "finish", "lobby"];

export function Tools({ acts, role, onAct, onFull }) {
  const shown = ORDER.map((id) => acts.get(id)).filter((act) => act && mayDo(role, act.least));
  return html`
    <section class="tools" role="group" aria-label=${t("Tools")}>
      ${shown.map((act) => html`
        <${Button} key=${act.id} className=${act.kind ?? ""} why=${act.why} does=${act.does} on=${act.on} keyName=${act.key} data-act=${act.id} onPress=${() => onAct(act.id)}>
          ${act.label} <${Key} name=${act.key} />
        <//>`)}
      <${Button} does=${t("The stage over the whole display")} keyName="F" data-act="fullscreen" onPress=${onFull}>${t("Full screen")} <${Key} name="F" /><//>
    </section>`;
}
