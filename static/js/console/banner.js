// What must be seen at once, across the whole width: the line is lost, answers are not saved, the server stops.
import { html } from "../live/html.js";
import { t } from "../live/i18n.js";
import { isFailing } from "./lamps.js";

// Why answers are not saved, and what to do. The phones keep them meanwhile, whatever the reason.
const reasons = {
  disk_full: () => t("The server’s disk is full. The phones keep their answers and try again: make room on that disk, and it goes on by itself."),
  read_only: () => t("The server may not write into its data folder. The phones keep their answers and try again: give the folder back to the server."),
  locked: () => t("Another program holds the server’s database. The phones keep their answers and try again: close that program."),
  disk_fault: () => t("The server’s disk reports faults. The phones keep their answers and try again: restore the latest backup on another machine."),
  unreachable: () => t("The database server does not answer. The phones keep their answers and try again, and it goes on by itself when it is back."),
  failing: () => t("Answers can’t be saved at the moment. The phones keep them and try again; please look at the server’s disk."),
};

function wordsOf({ line, stopping, crowd }) {
  if (line === "offline" && stopping) return ["no", t("The server is being restarted. The room keeps what it sees; this page comes back by itself.")];
  if (line === "offline") return ["no", t("The connection to the server is lost. The room keeps what it sees; this page comes back by itself.")];
  if (stopping) return ["warn", t("The server is about to stop.")];
  if (line === "online" && isFailing(crowd)) return ["no", (reasons[crowd.saving] ?? reasons.failing)()];
  return null;
}

export function Banner({ model }) {
  const words = wordsOf(model);
  return html`<div class="banner-place" role="alert">${words && html`<p class=${`banner ${words[0]}`}>${words[1]}</p>`}</div>`;
}
