// The last word of the server: `state`, `me`, `tally`, `crowd`, `qa`, `pulse`. What is older than the last drawn is dropped.
export function createStore() {
  let held = { state: null, me: null, tally: null, crowd: null, qa: null, pulse: null };
  const watchers = new Set();

  function put(change) {
    held = { ...held, ...change };
    for (const watch of watchers) watch(held);
  }

  const newer = (name, payload) => !held[name] || payload.rev >= held[name].rev;

  return {
    get: () => held,
    subscribe(watch) {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    // Returns whether it was taken.
    receive(name, payload) {
      if ((name === "state" || name === "me") && !newer(name, payload)) return false;
      put({ [name]: payload });
      return true;
    },
    // Another participant, another event: nothing of before counts.
    clear: () => put({ state: null, me: null, tally: null, crowd: null, qa: null, pulse: null }),
  };
}

// What the phone knows of itself in the round that `state` shows; null where the two don't speak of the same.
export function myRound({ state, me }) {
  return state?.round && me?.round?.id === state.round.id ? me.round : null;
}
