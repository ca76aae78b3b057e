// What this phone knows of its questions: the draft, a key for each one that it asked, what it voted for.
// The keys never leave the phone but to ask how the questions stand: they are all that leads to them.
import { place } from "./memory.js";

const KEY_BYTES = 32;
const MOST_KEYS = 40;
const MOST_VOTES = 400;
const EMPTY = { draft: null, keys: [], votes: [] };

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export function askedMemory(eventId) {
  const kept = place("asked", eventId);
  const read = () => ({ ...EMPTY, ...kept.recall() });
  const change = (make) => kept.keep({ ...read(), ...make(read()) });
  return {
    read,
    draft: (draft) => change(() => ({ draft })),
    // Asked: the key is kept, the draft is not needed any more.
    asked: (key) => change(({ keys }) => ({ draft: null, keys: [...keys.filter((each) => each !== key), key].slice(-MOST_KEYS) })),
    forget: (key) => change(({ keys }) => ({ keys: keys.filter((each) => each !== key) })),
    vote: (id, on) => change(({ votes }) => ({ votes: [...votes.filter((each) => each !== id), ...(on ? [id] : [])].slice(-MOST_VOTES) })),
  };
}
