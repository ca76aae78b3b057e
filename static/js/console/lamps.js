// Three lamps in the head: the line to the server, the answers on its disk, the phones. Shape and word say it, not the colour.
import { html } from "../live/html.js";
import { t, tn } from "../live/i18n.js";

function Lamp({ kind, children }) {
  return html`<span class=${`lamp ${kind}`}><i aria-hidden="true"></i>${children}</span>`;
}

const lines = {
  online: () => ["ok", t("Connected")],
  connecting: () => ["warn", t("Connecting…")],
  offline: () => ["no", t("Reconnecting…")],
  stopped: () => ["no", t("Not connected")],
};

const savings = {
  ok: () => ["ok", t("All answers on disk")],
  slow: () => ["warn", t("Saving takes longer than usual")],
  failing: () => ["no", t("Answers can’t be saved")],
};

const unknown = () => ["off", t("Unknown")];

export function Lamps({ line, crowd }) {
  const live = line === "online" ? crowd : null;
  const [lineKind, lineText] = (lines[line] ?? lines.offline)();
  const [savingKind, savingText] = live ? (savings[live.saving] ?? savings.ok)() : unknown();
  return html`
    <div class="lamps" role="group" aria-label=${t("Lamps")}>
      <${Lamp} kind=${lineKind}>${lineText}<//>
      ${live && html`<${Lamp} kind=${savingKind}>${savingText}<//>`}
      ${live && html`<${Lamp} kind=${live.here || !live.joined ? "ok" : "warn"}>${!live.joined ? t("No phone yet") : tn("{here} of {n} phone connected", "{here} of {n} phones connected", live.joined, { here: live.here })}<//>`}
    </div>`;
}
