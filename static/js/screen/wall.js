// Draws a model on the wall: `{state, tally, crowd, link, refusal}`, newest wins.
import { html, render } from "../live/html.js";
import { dirOf, language } from "../live/i18n.js";
import { fitAll, keepFitting } from "./fit.js";
import * as modules from "./modules.js";
import { Picture } from "./picture.js";
import { withTally } from "./tally.js";

export function openWall(root, now) {
  let newest = 0;
  let fitted = {};
  keepFitting(root);
  return async function draw(model) {
    const mine = ++newest;
    const shown = { ...model, state: withQuestions(withTally(model.state, model.tally), model.qa) };
    await modules.need(shown.state);
    if (mine !== newest) return;
    speak(shown.state);
    render(html`<${Picture} ...${shown} modules=${modules} now=${now} />`, root);
    if (needsFitting(fitted, model)) fitAll(root);
    fitted = { ...model, language: language() };
  };
}

// A new state may hold longer texts. Bars that grow change no size: four tallies a second cost no fitting.
function needsFitting(before, { state, crowd, qa, refusal }) {
  return state !== before.state || qa !== before.qa || refusal !== before.refusal || Boolean(crowd?.joined) !== Boolean(before.crowd?.joined)
    || language() !== before.language;
}

// Votes grow between two states.
function withQuestions(state, qa) {
  return state && qa && qa.rev >= state.rev ? { ...state, spotlight: qa.spotlight, top: qa.top } : state;
}

function speak(state) {
  const first = state?.languages?.[0];
  if (!first) return;
  document.documentElement.lang = first;
  document.documentElement.dir = dirOf(first);
}
