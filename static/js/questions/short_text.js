// A short answer of one's own.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";
import { Tick } from "../phone/icons.js";

export const instant = false;
export const hint = () => t("Type your answer. Capital letters and accents don’t matter.");
export const complete = (question, value) => typeof value === "string" && value.trim() !== "";
export const tidy = (value) => value.trim();

export function Answer({ question, value, onChange, onSubmit, disabled }) {
  function enter(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    onSubmit();
  }
  return html`
    <div class="words">
      <label>
        <span class="sr-only">${t("Your answer")}</span>
        <input type="text" dir="auto" value=${value ?? ""} maxlength=${question.max_length} disabled=${disabled} autocomplete="off"
          autocapitalize="sentences" enterkeyhint="send" placeholder=${t("Your answer")}
          onInput=${(event) => onChange(event.currentTarget.value)} onKeyDown=${enter} />
      </label>
    </div>`;
}

// What would have been right, and what I wrote; whether that is right is said above.
export function Review({ answer, reveal }) {
  const [first, ...others] = reveal.key.texts ?? [];
  return html`
    <ul class="tiles">
      ${first ? html`
        <li class="tile still on good"><span class="text"><bdi>${first}</bdi>
          ${others.length ? html`<small class="note">${t("also right:")} ${others.map((text, i) => html`${i ? ", " : ""}<bdi>${text}</bdi>`)}</small>` : null}</span>
          <span class="end"><${Tick} /><span class="sr-only">${t("right")}</span></span></li>` : null}
      ${answer ? html`
        <li class="tile still"><span class="text"><bdi>${answer}</bdi><small class="note">${t("your answer")}</small></span></li>` : null}
    </ul>`;
}

// On the wall: nothing but the invitation, for there is nothing to choose from.
export const rule = ({ max_length: most }) => tn("{n} character", "up to {n} characters", most);

export { Stage } from "./word_cloud.js";
