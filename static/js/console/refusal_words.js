// A command that was not carried out, told kindly. The server's own words are in the language of this page.
import { NO_REPLY } from "../live/protocol.js";
import { t } from "../live/i18n.js";

const texts = {
  stale: () => t("Another moderator or the clock was faster: the stage has moved on. Nothing was done; please look again."),
  [NO_REPLY]: () => t("The server did not answer. Please look at what the room sees before you try again."),
};

export const refusalText = ({ code, message }) => texts[code]?.() ?? (message || t("This could not be done."));
