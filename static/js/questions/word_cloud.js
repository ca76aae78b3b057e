// A few words of one's own.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";

export const instant = false;
export const hint = ({ max_words: most }) => tn("Type one word or short phrase.", "Type up to {n} words or short phrases.", most);
export const complete = (question, value) => Array.isArray(value) && value.some((word) => word.trim() !== "");

// What goes out: no empty fields.
export const tidy = (value) => value.map((word) => word.trim()).filter(Boolean);

export function Answer({ question, value, onChange, onSubmit, disabled }) {
  const words = value ?? [];
  const fields = Array.from({ length: question.max_words }, (_, i) => words[i] ?? "");
  const typed = (i, word) => onChange(fields.map((old, at) => (at === i ? word : old)));

  // Enter goes to the next field, and sends from the last one.
  function enter(event, i) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    const next = event.currentTarget.closest(".words").querySelectorAll("input")[i + 1];
    if (next) next.focus();
    else onSubmit();
  }

  return html`
    <div class="words">
      ${fields.map((word, i) => html`
        <label key=${i}>
          <span class="sr-only">${t("Word {n}", { n: i + 1 })}</span>
          <input type="text" dir="auto" value=${word} maxlength=${question.max_length} disabled=${disabled} autocomplete="off"
            enterkeyhint=${i + 1 < fields.length ? "next" : "send"} placeholder=${i ? "" : t("Your word")}
            onInput=${(event) => typed(i, event.currentTarget.value)} onKeyDown=${(event) => enter(event, i)} />
        </label>`)}
    </div>`;
}

// On the wall: nothing but the invitation, for there is nothing to choose from.
export const rule = ({ max_words: most }) => tn("{n} word or short phrase", "up to {n} words or short phrases", most);

export function Stage() {
  return html`
    <div class="invite">
      <svg viewBox="0 0 64 32" aria-hidden="true"><rect x="1" y="1" width="62" height="30" rx="5" /><path d="M9 22V10M17 16h18M41 16h9" /></svg>
      <p>${t("Type your answer on your phone.")}</p>
    </div>`;
}
