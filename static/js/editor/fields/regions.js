// Areas on the picture that are right. Points are dragged, or moved with the arrow keys.
import { html, useRef } from "../../live/html.js";
import { t } from "../../live/i18n.js";
import { CROSS, Group, Icon, PLUS } from "../parts.js";
import { addressOf } from "../picture.js";

const STEP = 0.01;
const within = (value) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function middleOf(region) {
  const sum = region.reduce(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return sum.map((each) => each / region.length);
}

function Points({ region, at, box, onMove, onSplit, onDrop }) {
  const place = (event) => {
    const area = box.current.getBoundingClientRect();
    return [within((event.clientX - area.left) / area.width), within((event.clientY - area.top) / area.height)];
  };
  function key(event, index) {
    const arrow = ARROWS[event.key];
    if (arrow) onMove(index, region[index].map((value, axis) => within(value + arrow[axis] * STEP * (event.shiftKey ? 5 : 1))));
    else if (event.key === "Delete" || event.key === "Backspace") onDrop(index);
    else if (event.key === "Enter" || event.key === "+") onSplit(index);
    else return;
    event.preventDefault();
  }
  return region.map(([x, y], index) => html`
    <circle key=${index} class="point" cx=${`${x * 100}%`} cy=${`${y * 100}%`} r="9" tabindex="0" role="button"
      aria-label=${t("Point {n} of area {area}: arrows move it, Enter adds one after it, Delete takes it out", { n: index + 1, area: at + 1 })}
      onKeyDown=${(event) => key(event, index)}
      onPointerDown=${(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove=${(event) => event.currentTarget.hasPointerCapture(event.pointerId) && onMove(index, place(event))} />`);
}

export function Field({ field, content, problems, set }) {
  const box = useRef(null);
  const regions = content[field.name] ?? [];
  const { picture } = content;
  const put = (next) => set(field.name, next.length ? next : undefined);
  const change = (at, region) => put(regions.map((each, index) => (index === at ? region : each)));
  const move = (at, index, point) => change(at, regions[at].map((each, n) => (n === index ? point : each)));
  const drop = (at, index) => regions[at].length > 3 && change(at, regions[at].filter((_, n) => n !== index));
  function split(at, index) {
    const region = regions[at];
    const [one, other] = [region[index], region[(index + 1) % region.length]];
    change(at, [...region.slice(0, index + 1), one.map((value, axis) => within((value + other[axis]) / 2)), ...region.slice(index + 1)]);
  }
  const add = () => put([...regions, [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6]]]);
  if (!picture) {
    return html`<${Group} path=${field.name} label=${field.label} hint=${t("Add a picture first, then mark what is right on it.")} problems=${problems} deep />`;
  }
  return html`
    <${Group} path=${field.name} label=${field.label} hint=${[field.hint, field.required ? "" : t("No area makes a poll of it.")].filter(Boolean).join(" ")} problems=${problems} deep>
      <div class="areas">
        <img src=${addressOf(picture)} width=${picture.width} height=${picture.height} alt="" draggable=${false} />
        <svg ref=${box} aria-label=${field.label} role="group">
          <svg viewBox="0 0 1 1" preserveAspectRatio="none">${regions.map((region, at) => html`<polygon key=${at} points=${region.map((point) => point.join(",")).join(" ")} />`)}</svg>
          ${regions.map((region, at) => {
            const [x, y] = middleOf(region);
            return html`<g key=${at}>
              <text x=${`${x * 100}%`} y=${`${y * 100}%`}>${at + 1}</text>
              <${Points} region=${region} at=${at} box=${box} onMove=${(index, point) => move(at, index, point)} onSplit=${(index) => split(at, index)} onDrop=${(index) => drop(at, index)} />
            </g>`;
          })}
        </svg>
      </div>
      <div class="actions">
        <button type="button" class="plain add" onClick=${add}><${Icon} path=${PLUS} />${t("Add an area")}</button>
        ${regions.map((_, at) => html`<button key=${at} type="button" class="quiet" onClick=${() => put(regions.filter((_each, index) => index !== at))}><${Icon} path=${CROSS} />${t("Take out area {n}", { n: at + 1 })}</button>`)}
      </div>
    <//>`;
}
