// The right order of the entries; without one it is a poll.
import { html, useEffect, useRef } from "../../live/html.js";
import { t } from "../../live/i18n.js";
import { Mark, colourClass } from "../../live/marks.js";
import { moved, watchList } from "../moving.js";
import { GRIP, Group, Icon, called } from "../parts.js";
import { firstList } from "../types.js";

function Ordered({ order, list, languages, onMove }) {
  const box = useRef(null);
  const act = useRef(onMove);
  act.current = onMove;
  useEffect(() => watchList(box.current, (from, to) => act.current(from, to)), []);
  return html`
    <ol class="ordered" ref=${box}>
      ${order.map((id) => {
        const index = list.findIndex((each) => each.id === id);
        if (index < 0) return null;
        const name = called(list[index], languages);
        return html`
          <li key=${id} class=${colourClass(index)}>
            <button type="button" class="grip" aria-label=${t("Move: {name}", { name })}><${Icon} path=${GRIP} /></button><${Mark} index=${index} /><bdi>${name}</bdi>
          </li>`;
      })}
    </ol>`;
}

export function Field({ field, type, content, languages, problems, set }) {
  const list = content[firstList(type).name] ?? [];
  const order = content[field.name];
  return html`
    <${Group} path=${field.name} label=${field.label} hint=${field.hint} problems=${problems} deep>
      ${field.required ? null : html`<label class="check-line"><input type="checkbox" checked=${Boolean(order)}
        onChange=${() => set(field.name, order ? undefined : list.map((each) => each.id))} /><span>${t("There is a right order")}</span></label>`}
      ${order ? html`<${Ordered} order=${order} list=${list} languages=${languages} onMove=${(from, to) => set(field.name, moved(order, from, to))} />` : null}
    <//>`;
}
