// One phone at one event: joins, answers, comes back. It holds what the views draw and nothing that they look like.
//   place: "door" | "room" | "replaced" | "removed" | "left" | "ended"
import { createClock } from "../live/clock.js";
import { createConnection } from "../live/connection.js";
import { createOutboxes } from "../live/outbox.js";
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

// `card`: the code of a seat card that this page was opened with.
export function createSession({ eventId, seat, language, floor = null, card = null, changed }) {
  const clock = createClock();
  const store = createStore();
  let model = { place: "room", line: "connecting", joining: false, problem: null, sent: null, latest: null, entries: {}, held: {}, cardProblem: null, state: null, me: null };
  let name = null;
  let wishes = {};
  let unsaid = false;
  let asked = false;

  // `sent` is what this phone answered on stage; where it did not, whatever it sent last.
  const onStage = (entries, state) => entries[state?.round?.id] ?? null;

  const draw = (change) => {
    model = { ...model, ...change };
    changed(model);
  };

  const known = seat.recall();
  const connection = createConnection({
    who: { audience: "phone", event: eventId, token: inside(known) ? known.token : null, floor, lang: language },
    rev: () => store.get().state?.rev ?? 0,
    heard,
    status,
    refused,
  });
  const outbox = createOutboxes({
    memory: memoryAt("outbox", eventId),
    send: (answer) => connection.send(SEND.answer, answer),
    changed: (entries, latest) => draw({ entries, latest, sent: onStage(entries, model.state) ?? latest }),
    silent: connection.check,
  });
  // Votes that this phone's seat casts for others: each has a way of its own.
  const heldBoxes = new Map();
  function heldBox(id) {
    if (!heldBoxes.has(id)) {
      const box = createOutboxes({
        memory: memoryAt("outbox", eventId, id),
        send: (answer) => connection.send(SEND.answer, { ...answer, seat: id }),
        changed: (entries) => draw({ held: { ...model.held, [id]: entries } }),
        silent: connection.check,
      });
      heldBoxes.set(id, box);
      box.setOnline(model.line === "online");
    }
    return heldBoxes.get(id);
  }

  store.subscribe(({ state, me }) => {
    draw({ state, me, sent: onStage(model.entries, state) ?? model.latest });
    for (const each of me?.round?.held ?? []) heldBox(each.seat);
    askForTeam();
    if (card && me) sitByCard();
  });

  // The card was scanned by a phone that is in already, or has just come in: it sits down.
  async function sitByCard() {
    const code = card;
    card = null;
    const reply = await connection.send(SEND.seat, { code });
    if (!reply.ok && TRY_AGAIN.concat(NO_REPLY).includes(reply.code)) card = code;
    else if (!reply.ok) draw({ cardProblem: reply.message });
  }

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
    const ready = line === "online" && inside(seat.recall()) && !model.joining;
    for (const each of [outbox, ...heldBoxes.values()]) each.setOnline(ready);
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

  // The number of the last answer the server told us of in this round.
  function knownNumber(id) {
    const mine = myRound(model);
    return model.me?.asides?.[id]?.number ?? (mine?.id === id ? mine.number : 0);
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
    answer: (round, answer) => outbox.put(round, answer, knownNumber(round), isSecret(round)),
    // For a seat whose vote this phone's own seat holds; `known`: the last number of which the server told us.
    answerFor: (id, round, answer, known, secret) => heldBox(id).put(round, answer, known, secret),
    // Takes the seat of this code, or (null) leaves it: the acknowledgement.
    async sit(code) {
      const reply = await connection.send(SEND.seat, { code });
      if (reply.ok) draw({ cardProblem: null });
      return reply;
    },
    // My own answers so far, of the run on stage last or of one activity: the acknowledgement.
    history: (activity = null) => connection.send(SEND.history, activity ? { activity } : {}),
    day: () => connection.send(SEND.day, {}),
    // Another room of the meeting: its stage comes with a new connection.
    floor(id) {
      connection.become({ floor: id });
      if (!["online", "offline", "connecting"].includes(model.line)) return;
      connection.stop();
      store.clear();
      connection.start();
    },
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
      for (const each of [outbox, ...heldBoxes.values()]) each.clear();
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
