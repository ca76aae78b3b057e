// What stands around every view: whose page this is, whether the line lives, the language, and the voice.
import { html } from "../live/html.js";
import { ownName, t } from "../live/i18n.js";

function Languages({ languages, current, onPick }) {
  if (languages.length < 2) return null;
  return html`
    <label class="lang">
      <span class="sr-only">${t("Language")}</span>
      <select value=${current} onChange=${(event) => onPick(event.currentTarget.value)}>
        ${languages.map((code) => html`<option key=${code} value=${code} lang=${code} selected=${code === current}>${ownName(code)}</option>`)}
      </select>
    </label>`;
}

// The words take the title's own place in the bar, so that nothing below them moves.
function offlineWords(kept) {
  return kept
    ? t("Offline. Your answer is kept on this phone and will be sent by itself.")
    : t("Offline. This page comes back by itself.");
}

// Several rooms at once: which one this phone follows.
function Floors({ floors, floor, onFloor }) {
  if (floors.length < 2) return null;
  return html`
    <label class="floors"><span>${t("Room")}</span>
      <select id="floor" value=${floor} onChange=${(event) => onFloor(event.currentTarget.value)}>
        ${floors.map(({ id, name }) => html`<option key=${id} value=${id} selected=${id === floor}>${name}</option>`)}
      </select>
    </label>`;
}

export function Shell({ title, rehearsal, languages, current, onPick, line, kept, floors = [], floor, onFloor, children }) {
  const offline = line === "offline";
  return html`
    <header class=${offline ? "top offline" : "top"}>
      ${["away", "stopped"].includes(line) ? null : html`<i class="lamp" aria-hidden="true"></i>`}
      ${offline ? html`<p class="grow">${offlineWords(kept)}</p>` : html`<b class="grow"><bdi>${title}</bdi></b>`}
      ${offline ? null : html`<${Languages} languages=${languages} current=${current} onPick=${onPick} />`}
    </header>
    <${Floors} floors=${floors} floor=${floor} onFloor=${onFloor} />
    ${rehearsal ? html`<p class="rehearsal">${t("Rehearsal: nothing counts.")}</p>` : null}
    ${children}
    <p class="sr-only" id="voice" role="status"></p>`;
}

// Read out by a screen reader; the same words twice are two messages.
export function announce(text) {
  const voice = document.getElementById("voice");
  if (!voice || !text) return;
  voice.textContent = "";
  setTimeout(() => {
    voice.textContent = text;
  }, 60);
}
