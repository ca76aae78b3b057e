// Typed words on the wall: the more often, the larger; sixty of them at most.
import { html, useLayoutEffect, useRef, useState } from "../../live/html.js";
import { t, tn } from "../../live/i18n.js";
import { placeWords } from "./cloud.js";

const MOST = 60;
const FONT_PX = 40;
const LINE = 1.12;
// Shares of the box's height, of which the largest word takes at most a quarter.
const SIZES = { small: 0.055, large: 0.24 };

export function Words({ tally }) {
  const frame = useRef(null);
  const box = useBox(frame);
  const words = tally.groups.slice(0, MOST);
  const places = layOut(words, box);
  return html`<ul class="cloud" ref=${frame}>
    ${!words.length && html`<li class="nothing" key="">${t("The first words will appear here.")}</li>`}
    ${words.map((word) => html`<${Word} key=${word.key} word=${word} place=${places.get(word.key)} />`)}
  </ul>`;
}

// Moved and scaled by transform alone; the words that found no place are out of sight, not cut.
function Word({ word, place }) {
  const at = place && `translate(${place.x}px, ${place.y}px) scale(${place.size / FONT_PX})`;
  const label = tn("{word}, {n} time", "{word}, {n} times", word.count, { word: word.text });
  return html`<li class=${`word ${place ? "" : "away"}`} aria-label=${label}
    style=${{ fontSize: `${FONT_PX}px`, transform: at || "scale(0)" }}><bdi>${word.text}</bdi></li>`;
}

function layOut(words, box) {
  const measured = words.map(({ key, text, count }) => ({ key, count, width: widthOf(text) }));
  const sizes = { small: SIZES.small * box.height, large: SIZES.large * box.height };
  const places = placeWords(measured, box, sizes);
  return new Map([...places].map(([key, { x, y, size }]) => [key, { x, y, size: size / LINE }]));
}

// Measured once in the font of the wall, and anew when that font has arrived.
const widths = new Map();
document.fonts.addEventListener("loadingdone", () => widths.clear());
let pen = null;

// In units of the height that a word takes.
function widthOf(text) {
  if (!widths.has(text)) {
    pen ??= document.createElement("canvas").getContext("2d");
    pen.font = `650 ${FONT_PX}px ${getComputedStyle(document.body).fontFamily}`;
    widths.set(text, Math.max(0.3, pen.measureText(text).width / FONT_PX / LINE + 0.05));
  }
  return widths.get(text);
}

function useBox(frame) {
  const [box, setBox] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = frame.current;
      setBox((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    const again = () => setBox((before) => ({ ...before }));
    const watch = new ResizeObserver(measure);
    watch.observe(frame.current);
    document.fonts.addEventListener("loadingdone", again);
    return () => { watch.disconnect(); document.fonts.removeEventListener("loadingdone", again); };
  }, []);
  return box;
}
