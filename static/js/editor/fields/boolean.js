// Yes or no.
import { html } from "../../live/html.js";
import { Problems, faulty } from "../parts.js";

export function Field({ field, content, problems, set }) {
  const value = content[field.name] ?? field.default ?? false;
  return html`
    <div class="field" data-path=${field.name}>
      <label class="check-line"><input type="checkbox" ...${faulty(problems, field.name)} checked=${value} onChange=${(event) => set(field.name, event.currentTarget.checked)} /><span>${field.label}</span></label>
      ${field.hint ? html`<span class="note">${field.hint}</span>` : null}
      <${Problems} problems=${problems} path=${field.name} />
    </div>`;
}
