// The stage exactly as the room sees it: the screen's own page, made small. It takes neither focus nor pointer.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { beneathText, flagsOf, seenText } from "./stage_words.js";
import { Timer } from "./timer.js";

const WIDTH = 1280;

function useScale(place) {
  const [scale, set] = useState(0.5);
  useEffect(() => {
    const watch = new ResizeObserver(([{ contentRect }]) => set(contentRect.width / WIDTH));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  return scale;
}

export function Stage({ page, model, clock, frame }) {
  const { state } = model;
  const scale = useScale(frame);
  const seen = seenText(state);
  const beneath = beneathText(state);
  return html`
    <section class="stage-place" aria-labelledby="seen">
      <div class="seen">
        <h2 id="seen"><small>${t("The room sees")}</small> <b>${seen}</b>${beneath && html` <span class="beneath">${t("over: {picture}", { picture: beneath })}</span>`}</h2>
        <p class="flags">${flagsOf(state).map(([kind, text]) => html`<span key=${text} class=${`flag ${kind}`}>${text}</span>`)}</p>
        <${Timer} round=${state.round} crowd=${model.crowd} clock=${clock} />
      </div>
      <div class="stage" ref=${frame} style=${{ "--scale": scale }}>
        <iframe src=${page.screen_url} title=${t("What the room sees: {picture}", { picture: seen })} tabindex="-1" inert=${true}></iframe>
      </div>
    </section>`;
}
