// The wall inside the editor: the screen's own picture of the round.
import { language, setLanguage } from "../live/i18n.js";
import { openWall } from "../screen/wall.js";
import { listen, roundState } from "./frame_state.js";

const root = document.getElementById("app");
const page = JSON.parse(root.dataset.page);
const draw = openWall(root, () => 0);

listen(async (draft) => {
  if (language() !== draft.language && page.catalogues[draft.language]) await setLanguage(draft.language, page.catalogues[draft.language]);
  const answered = draft.beat === "revealed" && draft.results ? draft.results.answered : 0;
  draw({ state: roundState(draft, { two: true }), tally: null, crowd: { round: null, answered, of: 0, joined: 1 }, link: "online", refusal: null });
});
