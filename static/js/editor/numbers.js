// A number within its bounds; what is no number is shown as typed and told to the server as it is.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Labelled, faulty, idOf } from "./parts.js";

export function NumberField({ field, content, problems, set, step }) {
  const value = content[field.name];
  if (field.choices.length) {
    return html`
      <${Labelled} path=${field.name} label=${field.label} hint=${field.hint} problems=${problems}>
        <select id=${idOf(field.name)} ...${faulty(problems, field.name)} value=${String(value ?? field.default ?? "")} onChange=${(event) => set(field.name, Number(event.currentTarget.value))}>
          ${field.choices.map((each) => html`<option key=${each.value} value=${each.value} selected=${String(value ?? field.default) === each.value}>${each.label}</option>`)}
        </select>
      <//>`;
  }
  // Bounds that nobody will ever meet say nothing.
  const bounds = field.least !== null && field.most !== null && field.most < 1e6 ? t("{least} to {most}", { least: field.least, most: field.most }) : "";
  return html`
    <${Labelled} path=${field.name} label=${field.label} hint=${field.hint || bounds} problems=${problems}>
      <input id=${idOf(field.name)} ...${faulty(problems, field.name)} type="number" step=${step} min=${field.least ?? undefined} max=${field.most ?? undefined} value=${value ?? ""}
        placeholder=${field.default ?? ""} inputmode=${step === "1" ? "numeric" : "decimal"}
        onInput=${(event) => set(field.name, event.currentTarget.value === "" ? undefined : Number(event.currentTarget.value))} />
    <//>`;
}
