// Options: texts in all languages, a picture and a role each, in an order of one's own.
import { html } from "../../live/html.js";
import { t } from "../../live/i18n.js";
import { EntryList } from "../entries.js";

const roles = {
  for: () => t("“for”, in a vote on a motion"),
  against: () => t("“against”, in a vote on a motion"),
  none: () => t("“none of these”, stays last"),
  abstain: () => t("“no answer”, counted apart"),
};

function Role({ type, entry, path, set }) {
  if (!type.roles.length) return null;
  return html`
    <select class="role" aria-label=${t("What this option is")} value=${entry.role ?? ""} onChange=${(event) => set(`${path}.role`, event.currentTarget.value || undefined)}>
      <option value="" selected=${!entry.role}>${t("an ordinary option")}</option>
      ${type.roles.filter((role) => roles[role]).map((role) => html`<option key=${role} value=${role} selected=${entry.role === role}>${roles[role]()}</option>`)}
    </select>`;
}

export function Field(props) {
  return html`<${EntryList} ...${props} pictures extra=${Role} />`;
}
