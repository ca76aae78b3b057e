// What is typed, and the way back. Typing on in one place is one step.
const ONE_STEP_MS = 1200;
const MOST_STEPS = 300;

export function createModel(content, now = () => Date.now()) {
  let present = content;
  let past = [];
  let future = [];
  let last = { path: null, at: 0 };
  const watchers = new Set();

  function tell() {
    for (const watch of watchers) watch(present);
  }

  function set(next, path = null) {
    if (JSON.stringify(next) === JSON.stringify(present)) return;
    const same = path !== null && path === last.path && now() - last.at < ONE_STEP_MS;
    if (!same) past = [...past, present].slice(-MOST_STEPS);
    last = { path, at: now() };
    future = [];
    present = next;
    tell();
  }

  function step(from, to) {
    if (!from.length) return false;
    to.push(present);
    present = from.pop();
    last = { path: null, at: 0 };
    tell();
    return true;
  }

  return {
    get: () => present,
    set,
    undo: () => step(past, future),
    redo: () => step(future, past),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    subscribe(watch) {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
  };
}
