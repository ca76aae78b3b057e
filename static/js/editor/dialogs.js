// What is asked in between: whose words shall stand, and which text is to be taken for a question.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { questionOf } from "./pasting.js";

function Dialog({ title, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    box.current.showModal();
  }, []);
  return html`
    <dialog ref=${box} class="ask" aria-label=${title} onClose=${onClose} onCancel=${onClose}>
      <h2>${title}</h2>${children}
    </dialog>`;
}

export function Conflict({ message, version, theirs, onTheirs, onMine, onClose }) {
  return html`
    <${Dialog} title=${t("Somebody else was first")} onClose=${onClose}>
      <p>${message} ${t("Nothing was overwritten: your words are kept.")}</p>
      <blockquote><b>${t("Version {n} asks:", { n: version })}</b>${Object.entries(theirs.prompt ?? {}).map(([code, text]) => html`<p key=${code} lang=${code} dir="auto">${text}</p>`)}</blockquote>
      <div class="actions">
        <button type="button" class="go" onClick=${onMine}>${t("Keep mine as a new version")}</button>
        <button type="button" class="plain" onClick=${onTheirs}>${t("Take theirs; undo brings mine back")}</button>
        <button type="button" class="plain" onClick=${onClose}>${t("Decide later")}</button>
      </div>
    <//>`;
}

export function Paste({ page, onTaken, onClose }) {
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [language, setLanguage] = useState(page.languages[0]);

  // A known format first; whatever is none is taken line by line.
  async function take() {
    setBusy(true);
    const { ok, data } = await page.line.send(page.urls.read, { text, language });
    setBusy(false);
    const [found] = ok ? data.questions : [];
    const question = found ?? questionOf(text, language);
    if (question) onTaken(question);
  }
  return html`
    <${Dialog} title=${t("Paste a question")} onClose=${onClose}>
      <p>${t("The question first, then one answer a line; a star before what is right. Aiken, GIFT and the bank’s own format are understood, too.")}</p>
      <textarea rows="9" dir="auto" spellcheck=${false} aria-label=${t("Text of the question")} value=${text} onInput=${(event) => setText(event.currentTarget.value)}
        placeholder=${t("Which article asks for a national committee?\n  Article 1\n* Article 23")}></textarea>
      ${page.languages.length > 1 ? html`
        <label class="inline-label">${t("Language")} <select value=${language} onChange=${(event) => setLanguage(event.currentTarget.value)}>
          ${page.languages.map((code) => html`<option key=${code} value=${code} selected=${code === language}>${code}</option>`)}</select></label>` : null}
      <div class="actions">
        <button type="button" class="go" disabled=${busy || !text.trim()} onClick=${take}>${t("Take it over")}</button>
        <button type="button" class="plain" onClick=${onClose}>${t("Cancel")}</button>
      </div>
    <//>`;
}
