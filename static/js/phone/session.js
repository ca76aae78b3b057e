// One phone at one event: joins, answers, comes back. It holds what the views draw and nothing that they look like.
//   place: "door" | "room" | "replaced" | "removed" | "left" | "ended"
import { createClock } from "../live/clock.js";
import { createConnection } from "../live/connection.js";
import { createOutbox } from "../live/outbox.js";
import { HEAR, NO_REPLY, SEND, TRY_AGAIN } from "../live/protocol.js";
import { createStore, myRound } from "../live/store.js";
import { place as memoryAt } from "./memory.js";

const JOIN_AGAIN_MS = 900;
const SECRET_BYTES = 32;
const AFTER_REFUSAL = { removed: "removed", not_found: "ended", unknown_participant: "door" };

// `outside`: the secret was proposed, and no server has said yes to it so far.
const inside = (seat) => Boolean(seat?.token) && !seat.left && !seat.outside;

// Made here and kept before it is sent: a lost acknowledgement can't make a second participant of this phone.
function newSecret() {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function createSession({ eventId, seat, language, changed }) {
  const clock = createClock();
  const store = createStore();
  let model = { place: "room", line: "connecting", joining: false, problem: null, sent: null, state: null, me: null };
  let name = null;
  let wishes = {};
  let unsaid = false;
  let asked = false;

  const draw = (change) => {
    model = { ...model, ...change };
    changed(model);
  };

  const known = seat.recall();
  const connection = createConnection({
    who: { audience: "phone", event: eventId, token: inside(known) ? known.token : null, lang: language },
    rev: () => store.get().state?.rev ?? 0,
    heard,
    status,
    refused,
  });
  const outbox = createOutbox({
    memory: memoryAt("outbox", eventId),
    send: (answer) => connection.send(SEND.answer, answer),
    changed: (sent) => draw({ sent }),
    silent: connection.check,
  });
  store.subscribe(({ state, me }) => {
    draw({ state, me });
    askForTeam();
  });

  // Teams were set up after this phone came in: the server gives it one. Asked once a connection.
  function askForTeam() {
    const { state, me } = model;
    if (asked || state?.event.teams?.mode !== "assigned" || !me || me.participant.team) return;
    asked = true;
    connection.send(SEND.team, { team: null });
  }

  function heard(what, payload) {
    if (what === SEND.ping || what === HEAR.state) clock.hear(payload.now);
    if (what === HEAR.state || what === HEAR.me) store.receive(what, payload);
    if (what === HEAR.notice && AFTER_REFUSAL[payload.code]) draw({ place: AFTER_REFUSAL[payload.code] });
    if (what === HEAR.notice && payload.code === "replaced") draw({ place: "replaced" });
  }

  function status(line) {
    draw({ line });
    if (line !== "online") asked = false;
    outbox.setOnline(line === "online" && inside(seat.recall()) && !model.joining);
    if (line === "online" && model.joining) knock();
    else if (line === "online" && unsaid) tellLanguage();
  }

  // The server remembers the language of a participant; it may have missed the last change.
  function tellLanguage() {
    unsaid = model.line !== "online";
    if (!unsaid) connection.send(SEND.language, { language });
  }

  function refused(code, message) {
    draw({ place: AFTER_REFUSAL[code] ?? "door", joining: false, problem: AFTER_REFUSAL[code] ? null : { code, message } });
  }

  // The token of before goes along: same phone, same participant, same score.
  async function knock() {
    if (!seat.recall()?.token) seat.keep({ token: newSecret(), name, outside: true });
    const reply = await connection.send(SEND.join, { ...wishes, name, language, token: seat.recall().token });
    if (!model.joining) return;
    if (reply.ok) entered(reply.token);
    else if (reply.code === NO_REPLY) connection.check();
    else if (TRY_AGAIN.includes(reply.code)) setTimeout(() => model.joining && knock(), JOIN_AGAIN_MS);
    else if (AFTER_REFUSAL[reply.code]) refused(reply.code, reply.message);
    else draw({ joining: false, problem: { code: reply.code, message: reply.message } });
  }

  const isSecret = (id) => model.state?.round?.id === id && model.state.round.voting?.secrecy === "secret";

  function entered(token) {
    seat.keep({ token, name });
    connection.become({ token });
    draw({ joining: false, problem: null, place: "room" });
    outbox.setOnline(true);
  }

  return {
    clock,
    // With the token of before.
    enter: () => connection.start(),
    // `more`: what else was chosen at the door.
    join(chosen, more = {}) {
      name = chosen;
      wishes = more;
      draw({ place: "door", joining: true, problem: null });
      connection.become({ token: null });
      if (model.line === "online") knock();
      else connection.start();
    },
    answer: (round, answer) => outbox.put(round, answer, myRound(model)?.number ?? 0, isSecret(round)),
    // My own answers so far: the acknowledgement.
    history: () => connection.send(SEND.history, {}),
    // Questions from the floor and reactions: the acknowledgements.
    ask: (wish) => connection.send(SEND.ask, wish),
    withdraw: (key) => connection.send(SEND.withdraw, { key }),
    upvote: (question, on) => connection.send(SEND.upvote, { question, on }),
    react: (reaction) => connection.send(SEND.react, { reaction }),
    team: (id) => connection.send(SEND.team, { team: id }),
    async leave() {
      await connection.send(SEND.leave, {});
      seat.keep({ ...seat.recall(), left: true });
      connection.stop();
      outbox.clear();
      store.clear();
      draw({ place: "left" });
    },
    // After `replaced` and `removed`: the token still says who this is.
    comeBack() {
      draw({ place: "room" });
      connection.start();
    },
    // After leaving: through the door again, straight through it where no name is asked.
    rejoin(anonymous) {
      if (anonymous) this.join("");
      else draw({ place: "door" });
    },
    speak(code) {
      language = code;
      connection.become({ lang: code });
      if (model.place === "room") tellLanguage();
    },
  };
}
