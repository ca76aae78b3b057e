// Short words about what was just done or refused. They stand where they cover no button of a step.
import { html, useEffect } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Cross } from "../phone/icons.js";

const STAY_MS = { info: 5000, error: 15_000 };

function Toast({ toast, onGone }) {
  useEffect(() => {
    const timer = setTimeout(() => onGone(toast.id), STAY_MS[toast.kind]);
    return () => clearTimeout(timer);
  }, [toast.id]);
  return html`
    <div class=${`toast ${toast.kind}`}>
      <p>${toast.text}</p>
      <button type="button" class="bare" aria-label=${t("Close this message")} onClick=${() => onGone(toast.id)}><${Cross} size=${16} /></button>
    </div>`;
}

// Both places are there before anything is said in them, or a screen reader may miss the first words.
export function Toasts({ list, onGone }) {
  const of = (kind) => list.filter((each) => each.kind === kind).map((each) => html`<${Toast} key=${each.id} toast=${each} onGone=${onGone} />`);
  return html`
    <div class="toasts">
      <div role="status">${of("info")}</div>
      <div role="alert">${of("error")}</div>
    </div>`;
}
