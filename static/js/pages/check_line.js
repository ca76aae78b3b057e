// What a phone's connection is worth: a line is opened as the phone's page would, asked again and again,
// and judged. Nothing here draws.
import { io } from "../../vendor/socket.io-client/socket.io.esm.min.js";
import { SEND } from "../live/protocol.js";

export const ASKED = 20;
const PAUSE_MS = 160;
const OPENING_MS = 6000;
const REPLY_MS = 3000;
const SLOW_MS = 400;
const SLOWEST_MS = 2500;
const MOST_LOST = 0.1;

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Resolves to a socket that is open, or null. A refusal by name is an answer, too: the line bears.
function opened(transport, eventId) {
  return new Promise((resolve) => {
    const socket = io({
      autoConnect: false,
      reconnection: false,
      transports: [transport],
      auth: { audience: "phone", event: eventId ?? "-", token: null, floor: null, lang: "en", rev: 0 },
    });
    const end = (found) => {
      clearTimeout(timer);
      if (!found) socket.disconnect();
      resolve(found);
    };
    const timer = setTimeout(() => end(null), OPENING_MS);
    socket.once("connect", () => end({ socket, joined: true }));
    socket.once("connect_error", (error) => end(error.data?.code ? { socket, joined: false } : null));
    socket.connect();
  });
}

async function open(eventId) {
  for (const transport of ["websocket", "polling"]) {
    const found = await opened(transport, eventId);
    if (found) return { ...found, transport };
  }
  return null;
}

const overLine = ({ socket }) =>
  new Promise((resolve) => {
    socket.timeout(REPLY_MS).emit(SEND.ping, {}, (error, reply) => resolve(error || !reply?.ok ? null : reply.now));
  });

async function overHttp(url) {
  try {
    const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout?.(REPLY_MS) });
    return response.ok ? (await response.json()).now : null;
  } catch {
    return null;
  }
}

// One question: how long it took, and how far our clock is from the server's; null without an answer.
async function asked(ask) {
  const began = performance.now();
  const now = await ask();
  if (now === null) return null;
  const took = performance.now() - began;
  return { took, offset: now + took / 2 - Date.now() };
}

export const medianOf = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? null;

// `samples`: of each question { took, offset } or null. `transport`: null where no line could be opened.
export function judged(transport, samples) {
  const heard = samples.filter(Boolean);
  const times = heard.map(({ took }) => took);
  const lost = samples.length - heard.length;
  const median = medianOf(times);
  const worst = times.length ? Math.max(...times) : null;
  // The quickest answer was held up least: its clock is the truest.
  const truest = heard.reduce((best, each) => (!best || each.took < best.took ? each : best), null);
  return { transport, median, worst, lost, all: samples.length, offset: truest?.offset ?? null, verdict: verdictOf() };

  function verdictOf() {
    if (!transport) return "none";
    if (!heard.length || lost > samples.length * MOST_LOST) return "bad";
    return transport === "polling" || lost || median > SLOW_MS || worst > SLOWEST_MS ? "fair" : "good";
  }
}

// `told(share)`: how much is done, 0 to 1.
export async function measure({ eventId, nowUrl, told }) {
  told(0.02);
  const line = await open(eventId);
  const samples = [];
  const ask = line?.joined ? () => overLine(line) : () => overHttp(nowUrl);
  while (line && samples.length < ASKED) {
    samples.push(await asked(ask));
    told(0.1 + (0.9 * samples.length) / ASKED);
    await wait(PAUSE_MS);
  }
  line?.socket.disconnect();
  return judged(line?.transport ?? null, samples);
}
