// A few sentences of one's own.
import { html } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";

export const instant = false;
export const complete = (question, value) => Array.isArray(value) && value.some((text) => text.trim() !== "");

export function hint({ max_answers: most, moderated }) {
  const what = most > 1 ? tn("Write up to {n} answer.", "Write up to {n} answers.", most) : t("Write your answer.");
  return moderated ? `${what} ${t("The moderator reads it before the room does.")}` : what;
}

// What goes out: no empty fields, and one paragraph each.
export const tidy = (value) => value.map((text) => text.trim().replace(/\s+/g, " ")).filter(Boolean);

export function Answer({ question, value, onChange, disabled }) {
  const texts = value ?? [];
  const fields = Array.from({ length: question.max_answers }, (_, i) => texts[i] ?? "");
  const typed = (i, text) => onChange(fields.map((old, at) => (at === i ? text : old)));
  return html`
    <div class="sentences">
      ${fields.map((text, i) => html`
        <${Sheet} key=${i} text=${text} place=${i} alone=${fields.length === 1} most=${question.max_length} disabled=${disabled} onInput=${typed} />`)}
    </div>`;
}

// The counter is part of the field's description: it is read with the field, not at every letter.
function Sheet({ text, place, alone, most, disabled, onInput }) {
  const name = alone ? t("Your answer") : t("Answer {n}", { n: place + 1 });
  const left = most - text.length;
  return html`
    <div class="sheet">
      <textarea dir="auto" rows=${alone ? 5 : 3} value=${text} maxlength=${most} disabled=${disabled} aria-label=${name}
        aria-describedby=${`left-${place}`} placeholder=${name} onInput=${(event) => onInput(place, event.currentTarget.value)}></textarea>
      <small class=${`counter ${left <= most / 10 ? "short" : ""}`} id=${`left-${place}`}>
        <bdi dir="ltr" aria-hidden="true">${number(text.length)} / ${number(most)}</bdi>
        <span class="sr-only">${tn("{n} character left", "{n} characters left", left)}</span></small>
    </div>`;
}

export const rule = ({ max_answers: most }) => (most > 1 ? tn("{n} answer", "up to {n} answers", most) : t("in your own words"));

export { Stage } from "./word_cloud.js";
