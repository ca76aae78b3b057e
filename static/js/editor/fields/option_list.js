// Which of the entries are right; none makes a poll of it.
import { html } from "../../live/html.js";
import { t } from "../../live/i18n.js";
import { Mark, colourClass } from "../../live/marks.js";
import { Group, called } from "../parts.js";
import { firstList } from "../types.js";

export function Field({ field, type, content, languages, problems, set }) {
  const list = content[firstList(type).name] ?? [];
  const value = content[field.name] ?? [];
  function toggle(id) {
    const next = list.map((each) => each.id).filter((each) => (each === id) !== value.includes(each));
    set(field.name, next.length ? next : undefined);
  }
  return html`
    <${Group} path=${field.name} label=${field.label} hint=${field.hint || (field.required ? "" : t("None ticked makes a poll of it."))} problems=${problems} deep>
      <div class="chips">
        ${list.map((entry, index) => html`
          <label key=${entry.id} class=${`chip ${colourClass(index)}`}>
            <input type="checkbox" checked=${value.includes(entry.id)} onChange=${() => toggle(entry.id)} />
            <${Mark} index=${index} /><bdi>${called(entry, languages)}</bdi>
          </label>`)}
      </div>
    <//>`;
}
