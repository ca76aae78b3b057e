// A list of entries to write: Enter goes to the next, several pasted lines become several entries.
import { html, useEffect, useRef } from "../live/html.js";
import { t } from "../live/i18n.js";
import { Mark, colourClass } from "../live/marks.js";
import { moved, watchList } from "./moving.js";
import { CROSS, GRIP, Group, Icon, PLUS, Texts, called, idOf } from "./parts.js";
import { linesOf } from "./pasting.js";
import { PictureField } from "./picture.js";
import { grown, keysOf, withEntry, withoutEntry } from "./types.js";

export function EntryList({ field, type, content, languages, problems, set, change, page, pictures = false, extra: Extra = null }) {
  const list = content[field.name] ?? [];
  const box = useRef(null);
  const order = useRef(null);
  order.current = (from, to) => set(field.name, moved(list, from, to));
  useEffect(() => watchList(box.current, (from, to) => order.current(from, to)), []);
  const full = field.most !== null && list.length >= field.most;

  const focusAt = (index, code) => requestAnimationFrame(() => document.getElementById(`${idOf(`${field.name}[${index}].text`)}-${code}`)?.focus());

  function enter(event, index, code) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (index + 1 === list.length && !full) change(withEntry(type, content, field));
    focusAt(index + 1, code);
  }

  function paste(event, index, code) {
    const lines = linesOf(event.clipboardData.getData("text/plain"));
    if (lines.length < 2) return;
    event.preventDefault();
    change(pasted(lines, index, code));
  }

  // The lines, from this entry on, in this language; what was marked as right becomes the key.
  function pasted(lines, index, code) {
    const room = field.most ?? 40;
    const next = grown(type, field, list, Math.min(room, index + lines.length)).map((entry, at) => {
      const line = lines[at - index];
      return line && at >= index ? { ...entry, text: { ...entry.text, [code]: line.text } } : entry;
    });
    const right = next.filter((_, at) => lines[at - index]?.right).map((entry) => entry.id);
    const key = keysOf(type).find((each) => each.kind === "option" || each.kind === "option_list");
    const marked = key && right.length ? { [key.name]: key.kind === "option" ? right[0] : right } : {};
    return { ...content, [field.name]: next, ...marked };
  }

  return html`
    <${Group} path=${field.name} label=${field.label} hint=${field.hint} problems=${problems}
      end=${html`<span class="note count">${t("{n} of at most {most}", { n: list.length, most: field.most ?? 40 })}</span>`}>
      <ol class="entries" ref=${box}>
        ${list.map((entry, index) => {
          const path = `${field.name}[${index}]`;
          const name = called(entry, languages);
          return html`
            <li key=${entry.id} class=${`entry ${colourClass(index)}`} data-path=${path}>
              <button type="button" class="grip" aria-label=${t("Move: {name}", { name })}><${Icon} path=${GRIP} /></button>
              <${Mark} index=${index} />
              <div class="entry-body">
                <${Texts} path=${`${path}.text`} label=${t("{label} {n}", { label: field.label, n: index + 1 })} texts=${entry.text} languages=${languages} set=${set} problems=${problems} hidden
                  onKeyDown=${(event, code) => enter(event, index, code)} onPaste=${(event, code) => paste(event, index, code)} />
                ${pictures || Extra ? html`<div class="entry-more">
                  ${pictures ? html`<${PictureField} path=${`${path}.picture`} picture=${entry.picture} languages=${languages} set=${set} problems=${problems} page=${page} small />` : null}
                  ${Extra ? html`<${Extra} type=${type} entry=${entry} path=${path} set=${set} />` : null}
                </div>` : null}
              </div>
              <button type="button" class="icon-button" aria-label=${t("Take out: {name}", { name })} disabled=${list.length <= (field.least ?? 0)}
                onClick=${() => change(withoutEntry(type, content, field, entry.id))}><${Icon} path=${CROSS} /></button>
            </li>`;
        })}
      </ol>
      <button type="button" class="plain add" disabled=${full} onClick=${() => { change(withEntry(type, content, field)); focusAt(list.length, languages[0]); }}><${Icon} path=${PLUS} />${t("Add one")}</button>
    <//>`;
}
