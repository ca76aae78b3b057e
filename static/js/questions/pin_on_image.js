// A pin on a picture: a tap places it. The picture grows by buttons or with two fingers; the pin also
// goes in small steps, by buttons or arrow keys, so that nobody has to drag.
import { html, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Pin, PictureFrame, pinned, Regions } from "../live/maps.js";
import { moved, panned, placeOf, pointAt, shareOf, showing, WHOLE, zoomed } from "../live/plane.js";
import { Down, Minus, Plus, ToLeft, ToRight, Up } from "../phone/icons.js";

const STEP = 0.01;
const BIG_STEP = 0.05;
const ZOOM = 1.5;
const STILL_PX = 8;
const MIDDLE = [0.5, 0.5];

// The one row of the tally.
const PIN = "all";

export const instant = false;
// The picture is where the answer is given: nobody else draws it.
export const drawsPicture = true;
export const hint = () => t("Tap the place on the picture.");
export const complete = (question, value) => Array.isArray(value) && value.length === 2;
export const rows = () => [{ id: PIN, text: "" }];
export const mine = (answer) => ({ [PIN]: answer });

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const inSight = (at) => at.every((each) => each >= 0 && each <= 1);

// Fingers on the picture: one that stays where it is taps, one that moves shifts a grown picture, two
// make it larger or smaller. `change` takes a function of the view.
function useFingers({ disabled, change, tap }) {
  const fingers = useRef(new Map());
  const still = useRef(true);
  const places = () => [...fingers.current.values()];
  const spread = ([one, other]) => Math.hypot(one[0] - other[0], one[1] - other[1]);
  const between = ([one, other]) => [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];

  function down(event) {
    if (event.button) return;
    if (!fingers.current.size) still.current = true;
    fingers.current.set(event.pointerId, shareOf(event.currentTarget.getBoundingClientRect(), event));
    if (fingers.current.size > 1) still.current = false;
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function move(event) {
    const from = fingers.current.get(event.pointerId);
    if (!from) return;
    const box = event.currentTarget.getBoundingClientRect();
    const to = shareOf(box, event);
    const two = fingers.current.size === 2;
    if (!two && still.current && Math.hypot((to[0] - from[0]) * box.width, (to[1] - from[1]) * box.height) < STILL_PX) return;
    still.current = false;
    const before = two ? places() : null;
    fingers.current.set(event.pointerId, to);
    if (!two) change((view) => panned(view, to[0] - from[0], to[1] - from[1]));
    else change((view) => zoomed(view, spread(places()) / Math.max(0.01, spread(before)), between(places())));
  }
  function up(event) {
    const known = fingers.current.delete(event.pointerId);
    if (known && still.current && !disabled) tap(shareOf(event.currentTarget.getBoundingClientRect(), event));
  }
  const off = (event) => fingers.current.delete(event.pointerId);
  return { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: off };
}

const Key = ({ name, sign: Sign, off = false, act }) => html`
  <button type="button" class="key" aria-label=${name} disabled=${off} onClick=${act}><${Sign} /></button>`;

export function Answer({ question, value, onChange, onSubmit, disabled }) {
  const [view, setView] = useState(WHOLE);
  const fingers = useFingers({ disabled, change: setView, tap: (at) => onChange(pointAt(view, at)) });

  function shift(dx, dy, step) {
    const at = value ? moved(value, dx * step, dy * step) : pointAt(view, MIDDLE);
    onChange(at);
    setView(showing(view, at));
  }
  function press(event) {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) shift(...arrow, event.shiftKey ? BIG_STEP : STEP);
    else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? ZOOM : 1 / ZOOM);
    else if (event.key === "Enter") onSubmit();
    else return;
    event.preventDefault();
  }
  const zoom = (factor) => setView((before) => zoomed(before, factor, value ? placeOf(before, value) : MIDDLE));
  const arrow = (name, sign, dx, dy) => html`<${Key} name=${name} sign=${sign} off=${disabled} act=${() => shift(dx, dy, STEP / view.scale)} />`;
  return html`
    <div class="pinning" dir="ltr">
      <div class=${view.scale > 1 ? "window grown" : "window"} style=${{ "--ratio": question.picture.width / question.picture.height }}
        role="application" tabindex="0" aria-label=${t("Picture. Arrow keys move the pin, with Shift in bigger steps; Enter sends it.")}
        aria-describedby="pin-place" onKeyDown=${press} ...${fingers}>
        <div class="clip"><div class="layer" style=${{ transform: `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.scale})` }}>
          <img src=${question.picture.src} alt=${question.picture.alt} width=${question.picture.width} height=${question.picture.height} draggable=${false} />
        </div></div>
        ${value && inSight(placeOf(view, value)) && html`<${Pin} at=${placeOf(view, value)} />`}
      </div>
      <div class="keys">
        <${Key} name=${t("Smaller picture")} sign=${Minus} off=${view.scale === 1} act=${() => zoom(1 / ZOOM)} />
        <${Key} name=${t("Larger picture")} sign=${Plus} act=${() => zoom(ZOOM)} />
        <span class="grow"></span>
        ${arrow(t("Pin to the left"), ToLeft, -1, 0)}
        ${arrow(t("Pin up"), Up, 0, -1)}
        ${arrow(t("Pin down"), Down, 0, 1)}
        ${arrow(t("Pin to the right"), ToRight, 1, 0)}
      </div>
      <p class="sr-only" id="pin-place" role="status">${value ? pinned(value) : t("No pin yet")}</p>
    </div>`;
}

// The right regions, and my pin.
export function Review({ question, answer, reveal, right }) {
  return html`
    <div dir="ltr"><${PictureFrame} picture=${question.picture}>
      <${Regions} regions=${reveal.key.regions ?? []} />
      ${answer && html`<${Pin} at=${answer} kind=${right ? "good" : "miss"} />`}
    <//></div>`;
}

// On the wall: the picture.
export const rule = () => t("put a pin on the picture");

export const Stage = ({ question }) => html`<${PictureFrame} picture=${question.picture} />`;
