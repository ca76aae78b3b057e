// One line in all languages.
import { html } from "../../live/html.js";
import { Group, Texts } from "../parts.js";

export function Field({ field, content, languages, problems, set }) {
  return html`
    <${Group} path=${`${field.name}-group`} label=${field.label} hint=${field.hint} problems=${[]}>
      <${Texts} path=${field.name} label=${field.label} texts=${content[field.name]} languages=${languages} set=${set} problems=${problems} />
    <//>`;
}
