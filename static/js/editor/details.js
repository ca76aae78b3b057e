// What every question may have, whatever its type.
import { html, useState } from "../live/html.js";
import { number, t } from "../live/i18n.js";
import { Group, Labelled, Problems, Texts, faulty, idOf } from "./parts.js";

const rules = {
  accuracy: () => t("for being right, however fast"),
  mild: () => t("a little more for being fast"),
  classic: () => t("half of them for being fast"),
  double: () => t("double, however fast"),
  none: () => t("none"),
};

const difficulties = [["", () => t("not said")], [1, () => t("easy")], [2, () => t("medium")], [3, () => t("hard")]];

export function Explanation({ content, languages, problems, set }) {
  return html`
    <${Group} path="explanation-group" label=${t("Explanation")} hint=${t("Shown with the right answer.")} problems=${[]}>
      <${Texts} path="explanation" label=${t("Explanation")} texts=${content.explanation} languages=${languages} problems=${problems} set=${set} many />
    <//>`;
}

export function SourceField({ content, problems, set }) {
  const source = content.source ?? {};
  function put(name, value) {
    const next = { ...source, [name]: value };
    const some = next.title || next.issuer || next.year || next.fact;
    set("source", some ? { title: next.title ?? "", issuer: next.issuer ?? "", year: next.year ?? null, fact: next.fact ?? "" } : undefined);
  }
  const line = (name, label, hint) => html`
    <${Labelled} path=${`source.${name}`} label=${label} hint=${hint} problems=${problems}>
      <input id=${idOf(`source.${name}`)} ...${faulty(problems, `source.${name}`)} type=${name === "year" ? "number" : "text"} dir="auto" value=${source[name] ?? ""}
        onInput=${(event) => put(name, name === "year" ? (event.currentTarget.value === "" ? null : Number(event.currentTarget.value)) : event.currentTarget.value)} />
    <//>`;
  return html`
    <${Group} path="source" label=${t("Source")} problems=${problems}>
      <div class="source">${line("title", t("Title"))}${line("issuer", t("Whose"))}${line("year", t("Year"))}${line("fact", t("The fact behind it"), t("For editors; never shown in the room."))}</div>
    <//>`;
}

// What is typed stays as it is while it is typed: a comma is where the next tag begins.
function Tags({ tags, problems, set }) {
  const [typed, setTyped] = useState(tags.join(", "));
  const listed = (text) => [...new Set(text.split(",").map((each) => each.trim()).filter(Boolean))];
  const shown = listed(typed).join() === tags.join() ? typed : tags.join(", ");
  function type(event) {
    setTyped(event.currentTarget.value);
    const next = listed(event.currentTarget.value);
    set("tags", next.length ? next : undefined);
  }
  return html`
    <${Labelled} path="tags" label=${t("Tags")} hint=${t("With commas between them.")} problems=${problems}>
      <input id=${idOf("tags")} ...${faulty(problems, "tags")} type="text" dir="auto" autocomplete="off" value=${shown} onInput=${type} />
    <//>`;
}

const choose = (name, label, value, options, set, problems) => html`
  <${Labelled} path=${name} label=${label} problems=${problems}>
    <select id=${idOf(name)} ...${faulty(problems, name)} value=${String(value)} onChange=${(event) => set(event.currentTarget.value)}>
      ${options.map(([key, text]) => html`<option key=${key} value=${key} selected=${String(key) === String(value)}>${text}</option>`)}
    </select>
  <//>`;

export function Details({ type, content, problems, set, page }) {
  const { common } = page;
  const limit = (event) => set("time_limit_s", event.currentTarget.value === "" ? undefined : Number(event.currentTarget.value));
  return html`
    <${Group} path="details" label=${t("When it is asked")} problems=${[]}>
      <div class="details-grid">
        <${Labelled} path="time_limit_s" label=${t("Seconds to answer")} hint=${t("Empty: as the activity says.")} problems=${problems}>
          <input id=${idOf("time_limit_s")} ...${faulty(problems, "time_limit_s")} type="number" min=${common.shortest_limit_s} max=${common.longest_limit_s} inputmode="numeric" value=${content.time_limit_s ?? ""} onInput=${limit} />
        <//>
        ${type.gradable ? html`
          ${choose("points", t("Points"), content.points ?? 1000, common.points.map((each) => [each, number(each)]), (value) => set("points", Number(value)), problems)}
          ${choose("scoring", t("Points are given"), content.scoring ?? "", [["", t("as the activity says")], ...common.scoring.map((each) => [each, rules[each]?.() ?? each])], (value) => set("scoring", value || undefined), problems)}` : null}
        ${choose("difficulty", t("Difficulty"), content.difficulty ?? "", difficulties.map(([key, text]) => [key, text()]), (value) => set("difficulty", value ? Number(value) : undefined), problems)}
        <${Tags} tags=${content.tags ?? []} problems=${problems} set=${set} />
      </div>
      ${type.shuffles ? html`<label class="check-line"><input type="checkbox" ...${faulty(problems, "shuffle")} checked=${Boolean(content.shuffle)} onChange=${(event) => set("shuffle", event.currentTarget.checked || undefined)} /><span>${t("Each phone shows them in an order of its own")}</span></label><${Problems} problems=${problems} path="shuffle" />` : null}
    <//>`;
}
