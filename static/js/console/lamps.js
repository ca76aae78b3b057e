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
  disk_full: () => ["no", t("Not saving: the disk is full")],
  read_only: () => ["no", t("Not saving: the folder is read-only")],
  locked: () => ["no", t("Not saving: the database is locked")],
  disk_fault: () => ["no", t("Not saving: the disk is faulty")],
  unreachable: () => ["no", t("Not saving: no database server")],
  failing: () => ["no", t("Answers can’t be saved")],
};

const GOOD = ["ok", "slow"];

// Whether nothing is stored at the moment, for whatever reason.
export const isFailing = (crowd) => Boolean(crowd) && !GOOD.includes(crowd.saving);

const unknown = () => ["off", t("Unknown")];

export function Lamps({ line, crowd }) {
  const live = line === "online" ? crowd : null;
  const [lineKind, lineText] = (lines[line] ?? lines.offline)();
  const [savingKind, savingText] = live ? (savings[live.saving] ?? savings.failing)() : unknown();
  return html`
    <div class="lamps" role="group" aria-label=${t("Lamps")}>
      <${Lamp} kind=${lineKind}>${lineText}<//>
      ${live && html`<${Lamp} kind=${savingKind}>${savingText}<//>`}
      ${live && html`<${Lamp} kind=${live.here || !live.joined ? "ok" : "warn"}>${!live.joined ? t("No phone yet") : tn("{here} of {n} phone connected", "{here} of {n} phones connected", live.joined, { here: live.here })}<//>`}
    </div>`;
}
