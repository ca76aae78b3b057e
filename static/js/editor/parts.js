// Pieces of the editor that more than one field is made of.
import { html, useEffect, useLayoutEffect, useRef } from "../live/html.js";
import { dirOf, ownName, t } from "../live/i18n.js";
import { problemsAt } from "./paths.js";

export const Icon = ({ path }) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;
export const GRIP = "M9 5v.1M15 5v.1M9 12v.1M15 12v.1M9 19v.1M15 19v.1";
export const CROSS = "M6 6l12 12M18 6 6 18";
export const PLUS = "M12 5v14M5 12h14";
export const PICTURE = "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9v.1";

export const idOf = (path) => `f-${path.replace(/[^a-z0-9]+/gi, "-")}`;

export function Problems({ problems, path, deep = false }) {
  const found = problemsAt(problems, path, deep);
  if (!found.length) return null;
  return html`<p class="note wrong" id=${`${idOf(path)}-wrong`}>${found.map((each) => html`<span key=${each.path + each.code}>${each.message} </span>`)}</p>`;
}

// What an input is told of the faults at its path: that there is one, and where its words stand.
export function faulty(problems, path) {
  return problemsAt(problems, path).length
    ? { "aria-invalid": "true", "aria-describedby": `${idOf(path)}-wrong` }
    : {};
}

// A field with its label above and what is wrong with it below.
export function Labelled({ path, label, hint, problems, children }) {
  return html`
    <div class="field" data-path=${path}>
      <label for=${idOf(path)}>${label}</label>
      ${children}
      ${hint ? html`<span class="note">${hint}</span>` : null}
      <${Problems} problems=${problems} path=${path} />
    </div>`;
}

export function Group({ path, label, hint, problems, children, end = null, deep = false }) {
  return html`
    <fieldset class="group-field" data-path=${path}>
      <legend>${label}${end}</legend>
      ${hint ? html`<span class="note">${hint}</span>` : null}
      ${children}
      <${Problems} problems=${problems} path=${path} deep=${deep} />
    </fieldset>`;
}

function grow(element) {
  element.style.blockSize = "auto";
  element.style.blockSize = `${element.scrollHeight + 3}px`;
}

// A box that is as high as its text, also when the window makes it narrower.
function Growing({ value, onInput, ...rest }) {
  const box = useRef(null);
  useLayoutEffect(() => grow(box.current), [value]);
  useEffect(() => {
    let width = 0;
    const watch = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width !== width) requestAnimationFrame(() => box.current && grow(box.current));
      width = contentRect.width;
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return html`<textarea ref=${box} rows="1" value=${value} onInput=${onInput} ...${rest}></textarea>`;
}

// One text in all languages, side by side; what is missing beside another language is marked.
export function Texts({ path, label, texts = {}, languages, set, problems, many = false, hidden = false, onKeyDown, onPaste }) {
  const some = languages.some((code) => texts[code]);
  // In the languages' own order: the first one there is stands in for those that lack.
  function type(code, text) {
    const next = { ...texts, [code]: text };
    const known = [...languages, ...Object.keys(texts).filter((each) => !languages.includes(each))].filter((each) => next[each]);
    set(path, known.length ? Object.fromEntries(known.map((each) => [each, next[each]])) : undefined);
  }
  const wrong = problemsAt(problems, path).length > 0;
  return html`
    <div class="texts" data-path=${path}>
      ${languages.map((code) => {
        const missing = some && !texts[code];
        const name = t("{label}, {language}", { label, language: ownName(code) });
        return html`
          <div key=${code} class=${missing ? "text missing" : "text"}>
            <span class="lang-name" aria-hidden="true">${hidden ? code : ownName(code)}${missing ? html` <b>${t("missing")}</b>` : null}</span>
            <${Growing} id=${`${idOf(path)}-${code}`} class=${many ? "many" : "one"} lang=${code} dir=${dirOf(code)} value=${texts[code] ?? ""} aria-label=${name}
              aria-invalid=${wrong && !texts[code] ? "true" : undefined} spellcheck=${true}
              onInput=${(event) => type(code, event.currentTarget.value)}
              onKeyDown=${(event) => onKeyDown?.(event, code)} onPaste=${(event) => onPaste?.(event, code)} />
          </div>`;
      })}
      <${Problems} problems=${problems} path=${path} />
    </div>`;
}

// A text as it is called in lists: in the first language in which there is one.
export const called = (entry, languages) => languages.map((code) => entry.text?.[code]).find(Boolean) || t("without words yet");
