// The way to the server and back again: who we are at each connect, a jittered return after each loss,
// a look whether the line still lives whenever the device wakes. It knows nothing of what is said on it.
import { io } from "../../vendor/socket.io-client/socket.io.esm.min.js";
import { HEAR, NO_REPLY, SEND, TRY_AGAIN } from "./protocol.js";

const ATTEMPT_MS = 6000;
const IMPATIENT_MS = 1500;
const PING_MS = 2500;
const REPLY_MS = 5000;
// Refusals of a connection that another try may not meet; `error` is a fault of the server.
const PASSING = ["error", ...TRY_AGAIN];
const FINAL_NOTICES = ["replaced", "removed"];

// The first try comes soon; later ones within two seconds, so that a whole room does not knock at once.
const pauseAfter = (failures) => (failures ? 300 + Math.random() * 1700 : Math.random() * 400);

// Networks that let a WebSocket hang without refusing it: each third try begins with long-polling.
const transportsFor = (failures) =>
  failures % 3 === 2 ? ["polling", "websocket"] : ["websocket", "polling"];

// `who`: { audience, event, token, floor, lang }. `rev()`: the last rev drawn. Told to the caller:
//   heard(name, payload)   status("connecting" | "online" | "offline" | "stopped")   refused(code, message)
export function createConnection({ who, rev = () => 0, heard, status, refused }) {
  let identity = { token: null, floor: null, lang: null, ...who };
  let failures = 0;
  let retry = null;
  let attempt = null;
  let stopped = true;

  const socket = io({
    autoConnect: false,
    reconnection: false,
    timeout: false,
    transports: transportsFor(0),
    tryAllTransports: true,
    auth: (give) => give({ ...identity, rev: rev() }),
  });

  function open() {
    clear();
    socket.io.opts.transports = transportsFor(failures);
    attempt = { since: Date.now(), timer: setTimeout(drop, ATTEMPT_MS) };
    socket.connect();
  }

  function clear() {
    clearTimeout(retry);
    clearTimeout(attempt?.timer);
    retry = attempt = null;
  }

  function lost() {
    if (stopped || retry) return;
    clear();
    status("offline");
    retry = setTimeout(open, pauseAfter(failures));
    failures += 1;
  }

  // Gives up the line as it is, dead or half-open, and begins anew.
  function drop() {
    socket.disconnect();
    lost();
  }

  function atOnce() {
    if (attempt && Date.now() - attempt.since < IMPATIENT_MS) return;
    socket.disconnect();
    open();
  }

  async function check() {
    if (stopped) return;
    if (!socket.connected) {
      atOnce();
      return;
    }
    const reply = await send(SEND.ping, {}, PING_MS);
    if (reply.ok) heard(SEND.ping, reply);
    else if (reply.code === NO_REPLY && !stopped && socket.connected) drop();
  }

  // Always answers: { ok: true, ... } or { ok: false, code, message }.
  function send(name, payload, replyMs = REPLY_MS) {
    const silence = { ok: false, code: NO_REPLY, message: "" };
    if (!socket.connected) return Promise.resolve(silence);
    return new Promise((resolve) => {
      socket.timeout(replyMs).emit(name, payload, (error, reply) => resolve(error || !reply ? silence : reply));
    });
  }

  function stop() {
    stopped = true;
    clear();
    socket.disconnect();
    watch(window.removeEventListener);
    status("stopped");
  }

  function start() {
    if (!stopped) return;
    stopped = false;
    failures = 0;
    watch(window.addEventListener);
    status("connecting");
    open();
  }

  const awake = () => document.visibilityState === "visible" && check();

  function watch(change) {
    for (const name of ["online", "offline", "pageshow"]) change.call(window, name, check);
    change.call(document, "visibilitychange", awake);
  }

  socket.on("connect", () => {
    clear();
    failures = 0;
    status("online");
  });
  socket.on("disconnect", lost);
  socket.on("connect_error", (error) => {
    const code = error.data?.code;
    if (!code || PASSING.includes(code)) {
      drop();
      return;
    }
    stop();
    refused(code, error.data.message ?? "");
  });
  for (const name of Object.values(HEAR)) {
    socket.on(name, (payload) => {
      if (name === HEAR.notice && FINAL_NOTICES.includes(payload.code)) stop();
      heard(name, payload);
    });
  }

  return {
    start,
    stop,
    check,
    send,
    // Who we are from the next connect on.
    become(change) {
      identity = { ...identity, ...change };
    },
  };
}
