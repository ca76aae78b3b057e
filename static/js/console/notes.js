// What a moderator wants to remember, edited in its place. Written when the field is left.
import { html, useState } from "../live/html.js";
import { t } from "../live/i18n.js";

export function Notes({ kind, id, text, session, label }) {
  const [draft, setDraft] = useState(null);
  const [said, say] = useState("");
  async function keep() {
    if (draft === null || draft === text) return;
    const reply = await session.change("note", { kind, id, text: draft });
    if (!reply.ok) return;
    setDraft(null);
    say(t("Saved."));
  }
  function type(value) {
    setDraft(value);
    say("");
  }
  return html`
    <label class="notes"><span>${label} <small role="status">${said}</small></span>
      <textarea rows="2" dir="auto" maxlength="4000" onInput=${(event) => type(event.currentTarget.value)} onBlur=${keep} value=${draft ?? text ?? ""}></textarea></label>`;
}

// Of the item on the floor and of the activity on stage: beside the big button, where they are needed.
export function NotesNow({ state, session }) {
  const lines = state.run.flatMap(({ item, activities }) => [
    item && item.id === state.item && { kind: "agenda_item", about: item, label: `${item.number} ${item.title}`.trim() },
    ...activities.map((each) => each.id === state.activity?.id && { kind: "activity", about: each, label: each.title }),
  ]).filter((each) => each && each.about.notes);
  if (!lines.length) return null;
  return html`
    <section class="notes-now" aria-label=${t("Notes")}>
      ${lines.map(({ kind, about, label }) => html`<${Notes} key=${about.id} kind=${kind} id=${about.id} text=${about.notes} session=${session} label=${html`<bdi>${label}</bdi>`} />`)}
    </section>`;
}
