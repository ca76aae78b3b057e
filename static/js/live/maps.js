// Where people pointed: a picture with pins on it, and a field of two axes with the mean of each item.
// Phones and the screen draw the same; their style sheets say how large.
import { html, useLayoutEffect, useRef } from "./html.js";
import { t } from "./i18n.js";
import { colourClass, letterOf, SHAPES } from "./marks.js";
import { heat } from "./plane.js";

const COLUMNS = 96;
const WARMEST = 0.78;
const GOLD = [242, 184, 64];
const EMBER = [217, 93, 28];

const percentOf = (share) => `${share * 100}%`;

// Upside down in a grid, whose y grows upwards.
const spot = ([x, y], upwards = false) => ({ left: percentOf(x), top: percentOf(upwards ? 1 - y : y) });

// A pin whose point is at the place; `kind`: "good", "miss" or nothing.
export function Pin({ at, kind = "" }) {
  return html`
    <svg class=${`pin ${kind}`} viewBox="0 0 24 32" style=${spot(at)} aria-hidden="true">
      <path d="M12 31C5 20.500 1.500 16 1.500 11.500a10.500 10.500 0 0 1 21 0C22.500 16 19 20.500 12 31Z" /><circle cx="12" cy="11.500" r="4" />
    </svg>`;
}

// A picture as large as its frame lets it be, with what lies on it.
export function PictureFrame({ picture, children, ...more }) {
  const ratio = picture.width / picture.height;
  return html`
    <div class="picture-room">
      <div class="picture-frame" style=${{ "--ratio": ratio }} ...${more}>
        <img src=${picture.src} alt=${picture.alt} width=${picture.width} height=${picture.height} draggable=${false} />
        ${children}
      </div>
    </div>`;
}

export function Regions({ regions }) {
  return html`
    <svg class="regions" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      ${regions.map((corners, i) => html`<polygon key=${i} points=${corners.map((corner) => corner.join()).join(" ")} />`)}
    </svg>`;
}

// Warm where many pointed. Drawn small and stretched, which makes it soft.
export function Heat({ points, ratio }) {
  const canvas = useRef(null);
  useLayoutEffect(() => {
    const rows = Math.max(1, Math.round(COLUMNS / ratio));
    const pen = canvas.current.getContext("2d");
    canvas.current.height = rows;
    const image = pen.createImageData(COLUMNS, rows);
    heat(points, COLUMNS, rows).forEach((warm, cell) => {
      image.data.set([...GOLD.map((gold, i) => gold + (EMBER[i] - gold) * warm), 255 * WARMEST * Math.sqrt(warm)], cell * 4);
    });
    pen.putImageData(image, 0, 0);
  }, [points, ratio]);
  return html`<canvas class="heat" width=${COLUMNS} height="1" ref=${canvas} aria-hidden="true"></canvas>`;
}

// All of them in one path: a thousand elements would be looked through at every answer that comes in.
export function Dots({ points, upwards = false }) {
  const path = points.map(([x, y]) => `M${x} ${upwards ? 1 - y : y}h0`).join("");
  return html`
    <svg class="dots" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><path d=${path} /></svg>`;
}

// The mark of an item at its place on the field.
export function FieldMark({ index, at, kind = "" }) {
  const [shape, path, middle] = SHAPES[index % SHAPES.length];
  return html`
    <svg class=${`mark at ${colourClass(index)} ${kind}`} viewBox="0 0 24 24" style=${spot(at, true)} aria-hidden="true">
      <path d=${path} /><text x=${shape === "moon" ? 8.6 : 12} y=${middle} dy=".36em" text-anchor="middle">${letterOf(index)}</text>
    </svg>`;
}

// How far the points of an item lie from their mean: the standard distance as a ring.
export function Ring({ index, at, spread }) {
  const size = percentOf(2 * spread);
  return html`<i class=${`ring-of ${colourClass(index)}`} style=${{ ...spot(at, true), width: size, height: size }}></i>`;
}

// The field between the two axes: low to the left and below, high to the right and on top, in every
// language: who speaks of "top right" means the same place as everybody else in the room.
// `also`: the same texts in the second language.
export function AxesField({ question, also = null, children, ...more }) {
  const other = (name) => also?.[name] && also[name] !== question[name]
    && html`<small class="also" lang=${also.lang} dir="auto">${also[name]}</small>`;
  const text = (name) => html`<bdi>${question[name]}</bdi>`;
  return html`
    <div class="axes" dir="ltr">
      <p class="y-name"><b>${text("y_name")}</b><span aria-hidden="true"> ↑</span>${other("y_name")}</p>
      <p class="y-high">${text("y_high")}${other("y_high")}</p>
      <div class="field-room"><div class="plane" ...${more}>${children}</div></div>
      <p class="y-low">${text("y_low")}${other("y_low")}</p>
      <div class="x-ends">
        <span>${text("x_low")}${other("x_low")}</span>
        <span class="x-name"><b>${text("x_name")}<span aria-hidden="true"> →</span></b>${other("x_name")}</span>
        <span>${text("x_high")}${other("x_high")}</span>
      </div>
    </div>`;
}

// What a place on the field is called: "63% Effort, 20% Benefit".
export const spoken = (question, [x, y]) =>
  t("{x} {x_name}, {y} {y_name}", { x: share(x), x_name: question.x_name, y: share(y), y_name: question.y_name });

// And on a picture: "31% from the left, 72% from the top".
export const pinned = ([x, y]) => t("{x} from the left, {y} from the top", { x: share(x), y: share(y) });

const share = (value) => `${Math.round(value * 100)}%`;
