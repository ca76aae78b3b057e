// The foot of the phone: three places, and a sign at the one where something waits.
import { html, useEffect } from "../live/html.js";
import { t } from "../live/i18n.js";
import { styled } from "./day_style.js";
import { waiting } from "./progress.js";

await styled;

const shapes = {
  now: html`<circle cx="12" cy="12" r="4" /><path d="M5.6 18.4a9 9 0 0 1 0-12.8m12.8 0a9 9 0 0 1 0 12.8" />`,
  day: html`<rect x="4" y="5" width="16" height="15" rx="2.5" /><path d="M4 10h16M8.5 3v4m7-4v4" />`,
  questions: html`<path d="M5 5h14a1.5 1.5 0 0 1 1.5 1.5v9A1.5 1.5 0 0 1 19 17h-7l-4.5 4v-4H5a1.5 1.5 0 0 1-1.5-1.5v-9A1.5 1.5 0 0 1 5 5z" />`,
};
const names = { now: () => t("Now"), day: () => t("Day"), questions: () => t("Questions") };

function Sign({ id }) {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round">${shapes[id]}</svg>`;
}

// A question of the room, or one beside the stage, that has no answer of this phone yet.
const calls = (id, model) => id === "now" && waiting(model);

export function Tabs({ offered, here, model, onPick }) {
  useEffect(() => {
    document.body.classList.add("tabbed");
    return () => document.body.classList.remove("tabbed");
  }, []);
  return html`
    <nav class="tabs" aria-label=${t("Views")}>
      ${offered.map((id) => html`
        <button key=${id} type="button" id=${`tab-${id}`} aria-current=${id === here ? "page" : undefined} onClick=${() => onPick(id)}>
          <span class="sign-of"><${Sign} id=${id} />${calls(id, model) && id !== here ? html`<i class="calls" aria-hidden="true"></i>` : null}</span>
          <span>${names[id]()}</span>${calls(id, model) && id !== here ? html`<span class="sr-only">${t("a question is open")}</span>` : null}
        </button>`)}
    </nav>`;
}
