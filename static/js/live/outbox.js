// The answer that the server has not acknowledged yet. It is on this device before it is on the way, goes out again
// under the same number until the server has it or refuses it, and is called saved only then.
//   entry: { round, number, answer, secret, status: "waiting" | "sending" | "saved" | "refused", code, message }
// Of a secret ballot nothing but its status stays once the server has said yes or no.
import { NO_REPLY, TRY_AGAIN } from "./protocol.js";

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 4000;

// `memory`: { recall, keep, forget } under a key of this participant. `send(payload)`: the acknowledgement.
// `changed(entry)`: to be drawn. `silent()`: no reply came, the line may be dead.
export function createOutbox({ memory, send, changed, silent = () => {}, later = setTimeout }) {
  let entry = memory.recall();
  let online = false;
  let tries = 0;
  let timer = null;

  if (entry) entry = { ...entry, status: "waiting" };

  function update(change) {
    entry = { ...entry, ...change };
    changed(entry);
  }

  function again() {
    clearTimeout(timer);
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
    tries += 1;
    timer = later(flush, longest * (0.5 + Math.random() / 2));
  }

  async function flush() {
    if (!online || entry?.status !== "waiting") return;
    update({ status: "sending" });
    const { round, number, answer } = entry;
    const reply = await send({ round, number, answer });
    // A newer choice was made meanwhile: it has its own way.
    if (entry?.round !== round || entry.number !== number) return;
    settle(reply);
  }

  function settle(reply) {
    if (reply.ok) {
      memory.forget();
      tries = 0;
      update({ status: "saved", answer: entry.secret ? null : (reply.answer ?? entry.answer) });
    } else if (reply.code === NO_REPLY || TRY_AGAIN.includes(reply.code)) {
      update({ status: "waiting" });
      if (reply.code === NO_REPLY) silent();
      again();
    } else {
      memory.forget();
      update({ status: "refused", code: reply.code, message: reply.message, ...(entry.secret ? { answer: null } : {}) });
    }
  }

  return {
    get: () => entry,
    // `known`: the number of the last answer the server told us of in this round.
    put(round, answer, known = 0, secret = false) {
      const before = entry?.round === round ? entry.number : 0;
      const kept = { round, answer, number: Math.max(before, known) + 1, ...(secret ? { secret } : {}) };
      entry = { ...kept, status: "waiting" };
      memory.keep(kept);
      tries = 0;
      clearTimeout(timer);
      changed(entry);
      return flush();
    },
    // The line is there, or gone. What was on the way when it broke goes out again.
    setOnline(now) {
      online = now;
      if (!now && entry?.status === "sending") update({ status: "waiting" });
      tries = 0;
      return now ? flush() : undefined;
    },
    clear() {
      clearTimeout(timer);
      memory.forget();
      entry = null;
      changed(null);
    },
  };
}

// One for each round: questions beside the stage are answered one after the other, also without a line.
// `changed(entries, last)`: round -> entry, and the one that has just changed (null where all are gone).
export function createOutboxes({ memory, changed, ...line }) {
  const kept = new Map([memory.recall() ?? []].flat().map((entry) => [entry.round, entry]));
  const boxes = new Map();

  // As before where there is only one: a phone may have kept it with an older page.
  function write() {
    const all = [...kept.values()];
    if (all.length) memory.keep(all.length === 1 ? all[0] : all);
    else memory.forget();
  }

  const entries = () => Object.fromEntries([...boxes].map(([round, box]) => [round, box.get()]).filter(([, entry]) => entry));

  function own(round) {
    return {
      recall: () => kept.get(round) ?? null,
      keep(entry) {
        kept.set(round, entry);
        write();
      },
      forget() {
        kept.delete(round);
        write();
      },
    };
  }

  let online = false;
  function box(round) {
    if (!boxes.has(round)) {
      boxes.set(round, createOutbox({ ...line, memory: own(round), changed: (entry) => changed(entries(), entry) }));
      boxes.get(round).setOnline(online);
    }
    return boxes.get(round);
  }
  for (const round of kept.keys()) box(round);

  return {
    entries,
    put: (round, ...answer) => box(round).put(round, ...answer),
    setOnline(now) {
      online = now;
      for (const each of boxes.values()) each.setOnline(now);
    },
    clear() {
      for (const each of boxes.values()) each.clear();
      boxes.clear();
      changed({}, null);
    },
  };
}
