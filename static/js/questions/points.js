// A sum of points to be given out: plus and minus for each option, and what is left in sight.
import { html, useEffect, useRef } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";
import { Img } from "../live/picture.js";
import { inOwnOrder } from "../live/shuffle.js";
import { Minus, Plus } from "../phone/icons.js";
import { classes } from "../phone/tile.js";

const WAIT_MS = 400;
const REPEAT_MS = 110;
const FASTER_AFTER = 8;
const BIG_STEPS = 10;

export const instant = false;
export const hint = ({ total }) => tn("Give out {n} point.", "Give out all {n} points.", total);
export const rows = (question) => question.options;

export const leftOf = (question, value) =>
  question.total - Object.values(value ?? {}).reduce((sum, points) => sum + points, 0);

export const complete = (question, value) => Boolean(value) && leftOf(question, value) === 0;

// So many points more for an option, as far as they go: never below none, never more than are left.
export function changed(question, value, id, by) {
  const given = value?.[id] ?? 0;
  const next = Math.min(Math.max(0, given + by), given + leftOf(question, value));
  return next === given ? value : { ...value, [id]: next };
}

// Held down, a button goes on by itself, after a while in bigger steps; a click that ends it adds nothing.
function useHold(act) {
  const latest = useRef(act);
  latest.current = act;
  const timer = useRef(0);
  const times = useRef(0);
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  const again = () => {
    times.current += 1;
    latest.current(times.current > FASTER_AFTER ? BIG_STEPS : 1);
    timer.current = setTimeout(again, REPEAT_MS);
  };
  return {
    onPointerDown(event) {
      if (event.button) return;
      stop();
      times.current = 0;
      timer.current = setTimeout(again, WAIT_MS);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onContextMenu: (event) => event.preventDefault(),
    onClick() {
      stop();
      if (!times.current) latest.current(1);
      times.current = 0;
    },
  };
}

function Step({ name, sign: Sign, disabled, act }) {
  const hold = useHold(act);
  return html`<button type="button" class="step" aria-label=${name} aria-disabled=${String(disabled)} tabindex="-1" ...${hold}><${Sign} /></button>`;
}

function Share({ question, option, index, value, disabled, onChange }) {
  const points = value?.[option.id] ?? 0;
  const left = leftOf(question, value);
  const by = (steps) => {
    const next = changed(question, value, option.id, steps * question.step);
    if (!disabled && next !== value) onChange(next);
  };
  const keys = {
    ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, "+": 1, "-": -1,
    PageUp: BIG_STEPS, PageDown: -BIG_STEPS, Home: -Infinity, End: Infinity,
  };
  function press(event) {
    if (!(event.key in keys) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    by(keys[event.key]);
  }
  return html`
    <li class=${classes("tile", "share", colourClass(index), points > 0 && "on", disabled && "still")}>
      <${Mark} index=${index} />
      ${option.picture ? html`<${Img} picture=${option.picture} name="thumb" />` : null}
      <span class="text" id=${`share-${option.id}`}><bdi>${option.text}</bdi></span>
      <span class="steps">
        <${Step} name=${t("Fewer for {item}", { item: option.text })} sign=${Minus} disabled=${disabled || points === 0} act=${(steps) => by(-steps)} />
        <b class="n" role="spinbutton" tabindex=${disabled ? -1 : 0} aria-labelledby=${`share-${option.id}`} aria-disabled=${String(disabled)}
          aria-valuenow=${points} aria-valuemin="0" aria-valuemax=${points + left}
          aria-valuetext=${`${tn("{n} point", "{n} points", points)}, ${leftText(left)}`} onKeyDown=${press}>${number(points)}</b>
        <${Step} name=${t("More for {item}", { item: option.text })} sign=${Plus} disabled=${disabled || left === 0} act=${by} />
      </span>
      <i class="bar" aria-hidden="true"><i style=${{ transform: `scaleX(${points / question.total})` }}></i></i>
    </li>`;
}

const leftText = (left) => (left ? tn("{n} point left", "{n} points left", left) : t("All points are given out."));

export function Answer({ question, value, seed, round, onChange, disabled }) {
  const left = leftOf(question, value);
  return html`
    <div class="sharing">
      <p class=${classes("left", left === 0 && "none")} role="status">${leftText(left)}</p>
      <ul class="tiles">
        ${inOwnOrder(question, question.options, seed, round).map((option) => html`
          <${Share} key=${option.id} question=${question} option=${option} index=${option.index} value=${value} disabled=${disabled} onChange=${onChange} />`)}
      </ul>
    </div>`;
}

// On the wall: the options; how many points, in the line on top.
export { Stage } from "./single_choice.js";

export const rule = ({ total }) => tn("give out {n} point", "give out {n} points", total);
