// The line on top: how it stands, and what can be done with it.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";

function standing({ told, dirty, shown }) {
  const { latest, draft, busy, fault } = told;
  if (busy) return ["", t("Saving …")];
  if (fault) return ["warn", fault === "offline" ? t("The server does not answer. What you typed is kept in this browser.") : fault];
  if (draft === "here") return ["warn", t("The server does not answer. What you typed is kept in this browser.")];
  if (dirty && shown) return ["warn", tn("{n} thing to mend before it can be saved", "{n} things to mend before it can be saved", shown)];
  if (dirty) return ["", draft === "kept" ? t("Your draft is kept. Save it, and it is a version.") : t("Keeping your draft …")];
  if (!latest.version) return ["", t("A new question")];
  return ["ok", latest.by ? t("Version {n}, saved by {name}", { n: latest.version, name: latest.by }) : t("Version {n}, saved", { n: latest.version })];
}

export function Bar({ told, dirty, shown, model, onSave, onPaste, onDiscard, onNext }) {
  const [kind, words] = standing({ told, dirty, shown });
  return html`
    <div class="editor-bar">
      <p class=${`standing ${kind}`} role="status"><i aria-hidden="true"></i><span>${words}</span></p>
      <div class="actions">
        <button type="button" class="plain" aria-keyshortcuts="Control+Z" title="Ctrl+Z" disabled=${!model.canUndo()} onClick=${model.undo}>${t("Undo")}</button>
        <button type="button" class="plain" aria-keyshortcuts="Control+Shift+Z" title="Ctrl+Shift+Z" disabled=${!model.canRedo()} onClick=${model.redo}>${t("Redo")}</button>
        <button type="button" class="plain" onClick=${onPaste}>${t("Paste a question")}</button>
        ${dirty && told.latest.version ? html`<button type="button" class="plain" onClick=${onDiscard}>${t("Discard the draft")}</button>` : null}
        <button type="button" class="plain" aria-keyshortcuts="Control+Enter" title="Ctrl+Enter" onClick=${onNext}>${t("Save, and write the next")}</button>
        <button type="button" class="go" aria-keyshortcuts="Control+S" title="Ctrl+S" disabled=${!dirty || told.busy} onClick=${onSave}>${t("Save")}</button>
      </div>
    </div>`;
}
