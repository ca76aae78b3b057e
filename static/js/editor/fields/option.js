// Which of the entries is right; none makes a poll of it.
import { html } from "../../live/html.js";
import { t } from "../../live/i18n.js";
import { Mark, colourClass } from "../../live/marks.js";
import { Group, called, idOf } from "../parts.js";
import { firstList } from "../types.js";

export function Field({ field, type, content, languages, problems, set }) {
  const list = content[firstList(type).name] ?? [];
  const value = content[field.name];
  const choices = field.required ? [] : [html`
    <label key="" class="chip"><input type="radio" name=${idOf(field.name)} checked=${value === undefined} onChange=${() => set(field.name, undefined)} /><span>${t("none: a poll")}</span></label>`];
  return html`
    <${Group} path=${field.name} label=${field.label} hint=${field.hint} problems=${problems}>
      <div class="chips">
        ${list.map((entry, index) => html`
          <label key=${entry.id} class=${`chip ${colourClass(index)}`}>
            <input type="radio" name=${idOf(field.name)} checked=${value === entry.id} onChange=${() => set(field.name, entry.id)} />
            <${Mark} index=${index} /><bdi>${called(entry, languages)}</bdi>
          </label>`)}
        ${choices}
      </div>
    <//>`;
}
