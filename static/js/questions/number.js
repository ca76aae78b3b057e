// A number, typed or set on a slider.
import { html, useState } from "../live/html.js";
import { exact, t } from "../live/i18n.js";
import { Tick } from "../phone/icons.js";
import { decimalsOf, valueAt } from "../tallies/bins.js";

export const instant = false;

export const hint = (question) =>
  question.input === "slider" ? t("Move the slider, or tap plus and minus.") : t("Type a number.");

export const complete = (question, value) => typeof value === "number" && allowed(value, question);

const ROW = "all";
export const rows = () => [{ id: ROW, text: "" }];
export const mine = (answer) => ({ [ROW]: answer });
export const axis = ({ min, max, step, unit }) => ({ min, max, step, unit });

// On a step, from the lowest to the highest number.
export function allowed(value, { min, max, step }) {
  if (value < min || value > max) return false;
  return valueAt(Math.round((value - min) / step), { min, step }) === value;
}

// The zeros of the digits that phones type: Latin, Arabic, Persian, Devanagari, Bengali, full width.
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

function latin(text) {
  return [...text].map((each) => {
    const zero = ZEROS.find((from) => each.codePointAt(0) >= from && each.codePointAt(0) < from + 10);
    return zero === undefined ? each : String(each.codePointAt(0) - zero);
  }).join("");
}

// What somebody typed as a number, null where it is none: comma or point, digits of any script, with
// spaces between thousands. Where only whole numbers are asked for, 1.200 is one thousand two hundred.
export function parse(text, question) {
  const plain = latin(text).replace(/[\s\u066c'’]/g, "").replace(/[\u2212\u2013]/g, "-").replace(/[\u066b٫]/g, ",");
  const whole = decimalsOf(question.step) === 0 && decimalsOf(question.min) === 0;
  const given = whole && /^-?\d{1,3}([.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, "") : plain.replace(",", ".");
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(given)) return null;
  return Number(given) + 0;
}

const withUnit = (value, unit) => html`<bdi class="amount">${exact(value)}${unit ? html`<small>${"\u202f"}${unit}</small>` : null}</bdi>`;
const said = (value, unit) => (unit ? `${exact(value)} ${unit}` : exact(value));

function Limits({ question }) {
  const { min, max, step, unit } = question;
  const range = t("{low} to {high}", { low: exact(min), high: said(max, unit) });
  return html`<small class="limits" id="limits">${range}${step === 1 ? "" : `, ${t("in steps of {step}", { step: exact(step) })}`}</small>`;
}

// The text stays as it is typed; what goes up is the number, or the text while it is none.
function Keypad({ question, value, onChange, onSubmit, disabled }) {
  const [text, setText] = useState("");
  const current = parse(text, question) ?? text;
  const shown = current === value ? text : value === null ? "" : String(value);
  function type(next) {
    setText(next);
    onChange(parse(next, question) ?? next);
  }
  const wrong = shown !== "" && !complete(question, value);
  return html`
    <div class="amount-field">
      ${question.min < 0 ? html`<button type="button" class="step" disabled=${disabled} aria-label=${t("Change the sign")}
        onClick=${() => type(/^[-\u2212]/.test(shown) ? shown.slice(1) : `-${shown}`)}>±</button>` : null}
      <input type="text" inputmode="decimal" dir="ltr" value=${shown} disabled=${disabled} autocomplete="off" enterkeyhint="send" maxlength="24"
        aria-label=${t("Your number")} aria-describedby="limits" aria-invalid=${wrong ? "true" : undefined}
        onInput=${(event) => type(event.currentTarget.value)}
        onKeyDown=${(event) => { if (event.key === "Enter") { event.preventDefault(); onSubmit(); } }} />
      ${question.unit ? html`<span class="unit"><bdi>${question.unit}</bdi></span>` : null}
    </div>
    <${Limits} question=${question} />`;
}

// Untouched it says no number: the middle must not become an answer by itself.
function Slider({ question, value, onChange, disabled }) {
  const { min, max, step, unit } = question;
  const last = Math.round((max - min) / step);
  const at = value === null ? Math.floor(last / 2) : Math.round((value - min) / step);
  const go = (steps) => onChange(valueAt(Math.max(0, Math.min(last, steps)), question));
  const Step = ({ by, name, sign }) => html`
    <button type="button" class="step" aria-label=${name} disabled=${disabled || (value !== null && (by < 0 ? at <= 0 : at >= last))}
      onClick=${() => go(value === null ? at : at + by)}>${sign}</button>`;
  return html`
    <output class="set">${value === null ? html`<span aria-hidden="true">–</span>` : withUnit(value, unit)}</output>
    <div class=${`slider ${value === null ? "unset" : ""}`}>
      <${Step} by=${-1} name=${t("Less")} sign="−" />
      <input type="range" min="0" max=${last} step="1" value=${at} disabled=${disabled} aria-label=${t("Your number")}
        aria-valuetext=${value === null ? t("no number yet") : said(value, unit)} onInput=${(event) => go(Number(event.currentTarget.value))} />
      <${Step} by=${1} name=${t("More")} sign="+" />
    </div>
    <div class="ends" aria-hidden="true"><bdi>${said(min, unit)}</bdi><bdi>${said(max, unit)}</bdi></div>`;
}

export function Answer({ question, value = null, onChange, onSubmit, disabled }) {
  const Field = question.input === "slider" ? Slider : Keypad;
  return html`<div class="number"><${Field} question=${question} value=${value} onChange=${onChange} onSubmit=${onSubmit} disabled=${disabled} /></div>`;
}

// The right number, how far off it may be, and mine.
export function Review({ question, answer, reveal }) {
  const { value, tolerance } = reveal.key;
  const off = answer === null ? 0 : Math.abs(answer - value);
  const distance = Number(off.toFixed(Math.max(decimalsOf(answer ?? 0), decimalsOf(value))));
  return html`
    <ul class="tiles">
      <li class="tile still on good"><span class="text">${withUnit(value, question.unit)}${tolerance ? html` <small><bdi>± ${exact(tolerance)}</bdi></small>` : null}</span>
        <span class="end"><${Tick} /><span class="sr-only">${t("right")}</span></span></li>
      ${answer === null ? null : html`
        <li class="tile still"><span class="text">${withUnit(answer, question.unit)}
          <small class="note">${t("your answer")}${distance ? ` · ${t("{n} off", { n: said(distance, question.unit) })}` : ""}</small></span></li>`}
    </ul>`;
}

// On the wall: the line from the lowest to the highest number.
export const rule = ({ min, max, unit }) => t("{low} to {high}", { low: exact(min), high: said(max, unit) });

export function Stage({ question }) {
  return html`
    <div class="number-line amount-line">
      <div class="points-line"><span>${withUnit(question.min, question.unit)}</span><span class="rail"></span><span>${withUnit(question.max, question.unit)}</span></div>
    </div>`;
}
