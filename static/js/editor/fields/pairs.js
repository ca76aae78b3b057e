// What belongs to what: for each entry of the first list one of the second.
import { html } from "../../live/html.js";
import { t } from "../../live/i18n.js";
import { Mark, colourClass } from "../../live/marks.js";
import { Group, called } from "../parts.js";
import { listsOf } from "../types.js";

export function Field({ field, type, content, languages, problems, set }) {
  const [left, right] = listsOf(type).map((list) => content[list.name] ?? []);
  const pairs = content[field.name] ?? {};
  function pair(id, other) {
    const next = { ...pairs, [id]: other };
    if (!other) delete next[id];
    set(field.name, Object.keys(next).length ? next : undefined);
  }
  return html`
    <${Group} path=${field.name} label=${field.label} hint=${field.hint || (field.required ? "" : t("No pair at all makes a poll of it."))} problems=${problems} deep>
      <ul class="pairs">
        ${left.map((entry, index) => html`
          <li key=${entry.id} class=${colourClass(index)}>
            <${Mark} index=${index} /><bdi>${called(entry, languages)}</bdi>
            <select aria-label=${t("What belongs to {name}", { name: called(entry, languages) })} value=${pairs[entry.id] ?? ""} onChange=${(event) => pair(entry.id, event.currentTarget.value)}>
              <option value="" selected=${!pairs[entry.id]}>…</option>
              ${right.map((other) => html`<option key=${other.id} value=${other.id} selected=${pairs[entry.id] === other.id}>${called(other, languages)}</option>`)}
            </select>
          </li>`)}
      </ul>
    <//>`;
}
