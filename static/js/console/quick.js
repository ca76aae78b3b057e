// A question that nobody has prepared: two clicks, and it stands behind what is on stage.
import { html, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";

const kinds = {
  yes_no: () => t("Yes or no"),
  scale: () => t("Scale from 1 to 5"),
  word_cloud: () => t("Word cloud"),
  open_text: () => t("Open question"),
};

export function Quick({ session, floor, onMade }) {
  const place = useRef(null);
  const [prompt, setPrompt] = useState("");
  const [busy, setBusy] = useState(false);
  async function make(kind) {
    if (busy) return;
    setBusy(true);
    const reply = await session.change("quick", { kind, prompt: prompt.trim(), floor });
    setBusy(false);
    if (!reply.ok) return;
    place.current.open = false;
    setPrompt("");
    onMade(reply.id);
  }
  return html`
    <details class="quick" ref=${place} onKeyDown=${(event) => event.key === "Escape" && (place.current.open = false)}>
      <summary title=${t("Ask something that was not prepared")}><span aria-hidden="true">+</span><span class="sr-only">${t("Ask something that was not prepared")}</span></summary>
      <div class="card">
        <label>${t("Question")} <input dir="auto" maxlength="200" placeholder=${t("the usual words")} value=${prompt} onInput=${(event) => setPrompt(event.currentTarget.value)} /></label>
        <div class="kinds">${Object.entries(kinds).map(([kind, name]) => html`<button key=${kind} type="button" aria-disabled=${busy ? "true" : undefined} onClick=${() => make(kind)}>${name()}</button>`)}</div>
      </div>
    </details>`;
}
