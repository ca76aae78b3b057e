// Typed answers that are right, one a line, in each language.
import { html, useState } from "../../live/html.js";
import { dirOf, ownName, t } from "../../live/i18n.js";
import { Group } from "../parts.js";

// What is typed stays as it is while it is typed: an empty line is where the next answer begins.
function Lines({ code, words, label, onChange }) {
  const [typed, setTyped] = useState(words.join("\n"));
  const listed = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);
  const shown = listed(typed).join("\n") === words.join("\n") ? typed : words.join("\n");
  function type(event) {
    setTyped(event.currentTarget.value);
    onChange(listed(event.currentTarget.value));
  }
  return html`
    <div class="text"><span class="lang-name" aria-hidden="true">${ownName(code)}</span>
      <textarea rows="3" lang=${code} dir=${dirOf(code)} value=${shown} aria-label=${t("{label}, {language}", { label, language: ownName(code) })} onInput=${type}></textarea></div>`;
}

export function Field({ field, content, languages, problems, set }) {
  const value = content[field.name] ?? {};
  function change(code, words) {
    const next = { ...value, [code]: words };
    if (!words.length) delete next[code];
    set(field.name, Object.keys(next).length ? next : undefined);
  }
  return html`
    <${Group} path=${field.name} label=${field.label} hint=${[t("One a line."), field.hint, field.required ? "" : t("None makes a poll of it.")].filter(Boolean).join(" ")} problems=${problems} deep>
      <div class="texts">${languages.map((code) => html`<${Lines} key=${code} code=${code} label=${field.label} words=${value[code] ?? []} onChange=${(words) => change(code, words)} />`)}</div>
    <//>`;
}
