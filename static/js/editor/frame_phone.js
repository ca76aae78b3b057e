// The phone inside the editor: the phone's own views, with nobody at the other end of the line.
import { html, render } from "../live/html.js";
import { language, setLanguage } from "../live/i18n.js";
import { viewOf } from "../phone/room.js";
import { Shell } from "../phone/shell.js";
import { listen, roundState } from "./frame_state.js";

const root = document.getElementById("app");
const page = JSON.parse(root.dataset.page);
const me = { rev: 1, participant: { number: 1, name: "", language: "en", seed: 0 }, round: null, score: null };
const session = { clock: { hear() {}, now: () => 0 }, answer() {} };

async function draw(draft) {
  if (language() !== draft.language && page.catalogues[draft.language]) await setLanguage(draft.language, page.catalogues[draft.language]);
  const model = { place: "room", line: "away", sent: null, me, tally: null, crowd: null, state: roundState(draft) };
  const View = viewOf(model);
  render(html`
    <${Shell} title=${draft.title} rehearsal=${false} languages=${[]} current=${draft.language} line="away">
      <${View} key=${model.state.round.id} page=${page} model=${model} session=${session} />
    <//>`, root);
}

listen(draw);
