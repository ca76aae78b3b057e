// The console as a whole: three columns below the head, and what lies over them. Keys and buttons meet in `act`.
import { html, useEffect, useRef, useState } from "../live/html.js";
import { t } from "../live/i18n.js";
import { actsOf, hindrance, mayDo } from "./acts.js";
import { spoken } from "./announcer.js";
import { Banner } from "./banner.js";
import { Confirm } from "./confirm.js";
import { Pulse } from "./floor_signs.js";
import { toggleFullscreen } from "./fullscreen.js";
import { Gone } from "./gone.js";
import { Guard } from "./guard.js";
import { Head } from "./head.js";
import { Help } from "./help.js";
import { listenForKeys } from "./keys.js";
import { Next } from "./next.js";
import { NotesNow } from "./notes.js";
import { People, removeAsk } from "./people.js";
import { Question } from "./question.js";
import { Queue } from "./queue.js";
import { Quiet } from "./quiet.js";
import { Room } from "./room.js";
import { RunSheet } from "./run_sheet.js";
import { Stage } from "./stage.js";
import { Texts } from "./texts.js";
import { textsOf } from "./texts_state.js";
import { Toasts } from "./toasts.js";
import { Tools } from "./tools.js";

// Read out when it changes; the same words twice are two messages.
function useVoice(model) {
  const before = useRef(model);
  const [words, say] = useState("");
  useEffect(() => {
    const next = spoken(before.current, model);
    before.current = model;
    if (next) say((old) => (old === next ? `${next}\u00a0` : next));
  }, [model]);
  return words;
}

// Always the newest `press`, though the listener is set once.
function useKeys(press) {
  const latest = useRef(press);
  latest.current = press;
  useEffect(() => listenForKeys((id) => latest.current(id)), []);
}

export function Desk({ page, model, session, toasts, onToastGone }) {
  const { state } = model;
  const [open, setOpen] = useState(null); // null | "people" | "texts" | "queue" | "help"
  const [ask, setAsk] = useState(null); // null | { words, order, step, rev }
  const frame = useRef(null);
  const acts = state ? actsOf(model) : null;
  const words = useVoice(model);
  const full = () => toggleFullscreen(frame.current);

  // Asks first where something would be lost.
  function order(what, step, question = null) {
    const rev = step ? state.stage.rev : null;
    if (question) setAsk({ words: question, order: what, step, rev });
    else if (!hindrance(model, what, step)) session.place(...what, rev);
  }

  function act(id) {
    const one = acts?.get(id);
    if (one && !one.why && mayDo(state.role, one.least)) order(one.order, one.step, one.ask);
  }

  function press(id) {
    if (id === "fullscreen") full();
    else if (id === "help") setOpen("help");
    else if (id === "close") setOpen(null);
    else act(id);
  }

  useKeys(press);

  // With the rev of the stage that was asked about: where it has moved on since, nothing is done.
  function yes() {
    setAsk(null);
    session.place(...ask.order, ask.rev);
  }

  const shown = state && !model.refusal;
  const on = { frame, acts, order, act, full, setOpen, setAsk };
  return html`
    <div class="desk">
      <${Head} page=${page} model=${model} onHelp=${() => setOpen("help")} />
      <${Banner} model=${model} />
      ${shown ? html`<${Columns} page=${page} model=${model} session=${session} on=${on} panel=${open} />` : html`<${Gone} page=${page} model=${model} />`}
      <${Toasts} list=${toasts} onGone=${onToastGone} />
      ${ask && state && html`<${Confirm} ask=${ask.words} hindered=${hindrance(model, ask.order, ask.step)} onYes=${yes} onNo=${() => setAsk(null)} />`}
      ${open === "help" && html`<${Help} acts=${acts} role=${state?.role ?? page.role} code=${state?.event?.code} onClose=${() => setOpen(null)} />`}
      <p class="sr-only" role="status">${words}</p>
    </div>`;
}

function Columns({ page, model, session, on, panel }) {
  const { state } = model;
  const moderates = mayDo(state.role, "moderator");
  return html`
    <div class="three">
      <${RunSheet} page=${page} model=${model} session=${session} order=${(what) => on.order(what, false)}
        onTake=${(id) => on.order(["take_item", { floor_id: state.stage.floor_id, item_id: id }], true)}
        onStart=${(id, question) => on.order(["start_activity", { floor_id: state.stage.floor_id, activity_id: id }], true, question)}
        onVoid=${(what, question) => on.order(what, false, question)} />
      <div class="column middle">
        <${Stage} page=${page} model=${model} clock=${session.clock} frame=${on.frame} />
        ${moderates ? html`<${Next} acts=${on.acts} state=${state} onAct=${on.act} />` : html`<p class="fine">${state.role === "helper" ? t("You help here: a moderator takes the steps.") : t("You look on here: a moderator takes the steps.")}</p>`}
        ${moderates && html`<${NotesNow} state=${state} session=${session} />`}
        <${Tools} acts=${on.acts} role=${state.role} onAct=${on.act} onFull=${on.full} />
        ${state.round ? html`<${Guard} key=${state.round.id}><${Question} round=${state.round} /><//>` : html`<${Quiet} model=${model} />`}
      </div>
      <aside class="column room" aria-label=${t("The people")}>
        <${Pulse} pulse=${model.pulse} />
        ${panel === "queue"
          ? html`<${Queue} page=${page} model=${model} onClose=${() => on.setOpen(null)} order=${(what) => on.order(what, false)} />`
          : panel === "texts" && textsOf(model)
          ? html`<${Texts} key=${state.round.id} model=${model} onClose=${() => on.setOpen(null)} order=${(what) => on.order(what, false)} />`
          : panel === "people"
          ? html`<${People} page=${page} model=${model} onClose=${() => on.setOpen(null)}
              onRemove=${(who) => on.order(["remove_participant", { participant_id: who.id }], false, removeAsk(who))}
              onReadmit=${(who) => on.order(["readmit_participant", { participant_id: who.id }], false)}
              onTime=${(who, factor) => on.order(["grant_extra_time", { participant_id: who.id, factor }], false)}
              onTeam=${(who, team) => on.order(["assign_team", { participant_id: who.id, team_id: team }], false)} />`
          : html`<${Room} page=${page} model=${model} onPeople=${() => on.setOpen("people")} onTexts=${() => on.setOpen("texts")} onQueue=${() => on.setOpen("queue")} order=${(what) => on.order(what, false)} />`}
      </aside>
    </div>`;
}
