// The server's clock, guessed from the times it sends. Nothing ticks over the network.
import { useEffect, useState } from "./html.js";

const JUMP_MS = 1500;

// `local` gives this device's time in milliseconds. Not its wall clock, which somebody may set while a
// question is open; this one may stand still while the device sleeps, and a message or a ping follows that.
export function createClock(local = () => performance.timeOrigin + performance.now()) {
  let offset = null;
  return {
    // A message is late by its way here, never early: the largest offset is the truest,
    // unless one of the two clocks was set anew.
    hear(serverNow) {
      const sample = serverNow - local();
      if (offset === null || sample > offset || offset - sample > JUMP_MS) offset = sample;
    },
    now: () => local() + (offset ?? 0),
  };
}

// Milliseconds left of a round, null where it is open-ended. A personal deadline comes before the common one.
export function leftOf(round, mine, now) {
  const deadline = mine?.deadline_at ?? round.deadline_at;
  if (round.paused) return mine?.left_ms ?? round.left_ms;
  return deadline === null || deadline === undefined ? null : Math.max(0, deadline - now);
}

export const secondsOf = (ms) => Math.ceil(ms / 1000);

// Draws the component again while time runs; `every` in milliseconds, 0 stands still.
export function useNow(clock, every = 250) {
  const [, draw] = useState(0);
  useEffect(() => {
    if (!every) return undefined;
    const timer = setInterval(() => draw((n) => n + 1), every);
    return () => clearInterval(timer);
  }, [every]);
  return clock.now();
}
