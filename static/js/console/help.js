// All keys at one glance.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Dialog } from "./dialog.js";
import { mayDo } from "./acts.js";

const Line = ({ keys, children }) => html`
  <div><dt>${keys.map((name) => html`<kbd key=${name}>${name}</kbd> `)}</dt><dd>${children}</dd></div>`;

export function Help({ acts, role, code, onClose }) {
  const shown = ["extend", "pause", "blank", "qr", "hide", "lock", "reveal", "ranking", "undo"].map((id) => acts?.get(id)).filter((act) => act && mayDo(role, act.least));
  return html`
    <${Dialog} title=${t("Keys")} className="help" closeKey="?" onClose=${onClose}>
      <dl>
        ${mayDo(role, "moderator") && html`
          <${Line} keys=${["→", t("Page Down"), t("Space")]}>${t("The next step: what the big button says")}<//>
          <${Line} keys=${["←", t("Page Up")]}>${t("Back: shows what was on stage before, and changes nothing else")}<//>`}
        ${shown.map((act) => html`<${Line} key=${act.id} keys=${act.id === "blank" ? ["B", "."] : [act.key]}>${act.label}<small>${act.id === "undo" ? t("Takes back the last act.") : act.does}</small><//>`)}
        <${Line} keys=${["F"]}>${t("The stage over the whole display")}<//>
        <${Line} keys=${["?"]}>${t("This list")}<//>
        <${Line} keys=${[t("Esc")]}>${t("Close what is open")}<//>
      </dl>
      <p class="fine">${t("A presentation clicker sends these keys, too. They rest while you type.")}</p>
      <p class="fine"><a href=${code ? `/j/${code}/check` : "/check"} target="_blank" rel="noopener">${t("Test a phone’s connection")}</a> ${t("Open it on a phone of the room: it says how good its line is.")}</p>
      <div class="row"><button type="button" autofocus onClick=${onClose}>${t("Close")}</button></div>
    <//>`;
}
