// One of a few words.
import { html } from "../../live/html.js";
import { Labelled, faulty, idOf } from "../parts.js";

export function Field({ field, content, problems, set }) {
  const value = content[field.name] ?? field.default ?? "";
  return html`
    <${Labelled} path=${field.name} label=${field.label} hint=${field.hint} problems=${problems}>
      <select id=${idOf(field.name)} ...${faulty(problems, field.name)} value=${value} onChange=${(event) => set(field.name, event.currentTarget.value)}>
        ${field.choices.map((each) => html`<option key=${each.value} value=${each.value} selected=${value === each.value}>${each.label}</option>`)}
      </select>
    <//>`;
}
