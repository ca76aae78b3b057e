// Asking: the words, and how one wants to be named. What is typed is kept on this phone until it is sent.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { number, t, tn } from "../live/i18n.js";
import { newKey } from "./asked_memory.js";

const lengthOf = (text) => [...text].length;

function useDraft({ memory, me, qa }) {
  const seat = me?.participant.seat ?? null;
  const fresh = { key: newKey(), text: "", named: !qa.anonymous, name: me?.participant.name ?? "", delegation: seat?.delegation ?? "" };
  const [draft, put] = useState(() => ({ ...fresh, ...memory.read().draft }));
  function change(part) {
    const next = { ...draft, ...part };
    memory.draft(next);
    put(next);
  }
  // Whoever is known by a name asks in no other one.
  const known = me?.participant.name ?? "";
  const named = draft.named || !qa.anonymous;
  return [{ ...draft, named, name: known || draft.name, known, seat }, change];
}

function Choice({ draft, change }) {
  return html`
    <fieldset class="named">
      <legend>${t("Who asks")}</legend>
      <label><input type="radio" name="named" checked=${!draft.named} onChange=${() => change({ named: false })} /><i aria-hidden="true"></i>
        <span><b>${t("Without my name")}</b><small>${t("Nobody is told who asks, and it is not stored, also not for the organiser.")}</small></span></label>
      <label><input type="radio" name="named" checked=${draft.named} onChange=${() => change({ named: true })} /><i aria-hidden="true"></i>
        <span><b>${t("With name and delegation")}</b><small>${t("Everybody in the room can read them.")}</small></span></label>
    </fieldset>`;
}

function Names({ draft, change }) {
  return html`
    <label class="field"><span>${t("Your name")}</span>
      <input name="name" dir="auto" maxlength="60" autocomplete="name" value=${draft.name} readonly=${Boolean(draft.known)} onInput=${(event) => change({ name: event.currentTarget.value })} /></label>
    <label class="field"><span>${t("Your delegation")}</span>
      <input name="delegation" dir="auto" maxlength="60" autocomplete="organization" value=${draft.delegation} readonly=${Boolean(draft.seat)} onInput=${(event) => change({ delegation: event.currentTarget.value })} /></label>`;
}

// `onAsk(wish)` gives the acknowledgement.
export function AskForm({ qa, me, memory, line, onAsk, onClose }) {
  const [draft, change] = useDraft({ memory, me, qa });
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState(null);
  const field = useRef(null);
  useEffect(() => field.current?.focus(), []);
  const left = qa.longest - lengthOf(draft.text);
  const ready = draft.text.trim() && left >= 0 && (!draft.named || draft.name.trim() || qa.anonymous);
  async function send(event) {
    event.preventDefault();
    if (!ready || sending || line !== "online") return;
    setSending(true);
    const { key, text, named } = draft;
    const reply = await onAsk({ key, text, name: named ? draft.name : "", delegation: named ? draft.delegation : "" });
    if (reply.ok) return;
    setSending(false);
    setProblem(reply.message || t("It did not get through. Your words are kept: please send them again."));
  }
  return html`
    <form class="view ask" onSubmit=${send} onKeyDown=${(event) => event.key === "Escape" && onClose()}>
      <div class="bar"><h1>${t("Ask a question")}</h1><button type="button" class="link" onClick=${onClose}>${t("Back")}</button></div>
      <div class="sheet"><label class="sr-only" for="question-text">${t("Your question")}</label>
        <textarea id="question-text" ref=${field} dir="auto" rows="4" value=${draft.text} placeholder=${t("Your question")} aria-describedby="question-left" aria-invalid=${left < 0 ? "true" : undefined}
          onInput=${(event) => change({ text: event.currentTarget.value })}></textarea>
        <span id="question-left" class=${left < 30 ? "counter short" : "counter"}>${left < 0 ? tn("{n} character too many", "{n} characters too many", -left) : number(left)}</span></div>
      ${qa.anonymous && html`<${Choice} draft=${draft} change=${change} />`}
      ${!qa.anonymous && html`<p class="fine">${t("Here questions are asked with a name. Everybody in the room can read it.")}</p>`}
      ${draft.named && html`<${Names} draft=${draft} change=${change} />`}
      ${qa.moderated && html`<p class="fine">${t("A moderator reads it before the room does.")}</p>`}
      <div class="reach">
        ${problem && html`<p class="problem" role="alert">${problem}</p>`}
        ${line !== "online" && html`<p class="fine" role="status">${t("Offline. Your words are kept on this phone; send them when the line is back.")}</p>`}
        <button class="go" disabled=${!ready || sending || line !== "online"}>${sending ? t("Sending…") : t("Send my question")}</button>
      </div>
    </form>`;
}
