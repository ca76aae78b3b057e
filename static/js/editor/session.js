// What is typed, where it stands on the server, and what the server says of it. Draws nothing.
//   saved: { version, by, at }   problems: [{ path, code, message }]   draft: "kept" | "waiting" | "here" (in this browser only)
import { createModel } from "./model.js";
import { debounced } from "./line.js";

const PREVIEW_MS = 250;
const DRAFT_MS = 700;

// In whatever order the fields came, and with nothing said where nothing is.
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const fields = Object.keys(value).sort().map((name) => [name, plain(value[name])]);
  return Object.fromEntries(fields.filter(([, each]) => each !== undefined && each !== null && !(typeof each === "object" && !Array.isArray(each) && !Object.keys(each).length)));
}

const same = (one, other) => JSON.stringify(plain(one)) === JSON.stringify(plain(other));

export function createSession({ page, line, start, memory, changed }) {
  const model = createModel(start);
  let told = { problems: [], gaps: {}, preview: null, others: page.others, latest: page.latest, theirs: null, draft: "kept", conflict: null, busy: false };
  let base = page.draft?.base ?? page.latest.version;
  let clean = page.content;
  let asked = 0;

  function tell(change) {
    told = { ...told, ...change };
    changed();
  }

  const dirty = () => !same(model.get(), clean);

  async function look() {
    const mine = ++asked;
    const { ok, data } = await line.send(page.urls.preview, { content: model.get(), languages: page.languages });
    if (!ok || mine !== asked) return;
    tell({ problems: data.problems, gaps: data.gaps, preview: data.views ? data : told.preview });
  }

  async function keep(options) {
    if (!dirty()) return;
    const content = model.get();
    const { ok, data } = await line.send(page.urls.draft, { base, content }, options);
    if (!ok) {
      memory.keep({ base, content });
      tell({ draft: "here", fault: data?.message ?? "" });
      return;
    }
    memory.forget();
    const passed = data.latest.version > base;
    tell({ fault: "", others: data.others, latest: passed ? data.latest : told.latest, theirs: passed ? data.content : null, draft: same(content, model.get()) ? "kept" : "waiting" });
  }

  const looking = debounced(look, PREVIEW_MS);
  const keeping = debounced(keep, DRAFT_MS);

  model.subscribe(() => {
    looking.soon();
    if (dirty()) {
      keeping.soon();
      tell({ draft: "waiting" });
    } else changed();
  });

  // Returns whether it is a version now; what is in the way is in `problems` or `conflict`.
  async function save() {
    if (!dirty()) return true;
    keeping.drop();
    const content = model.get();
    tell({ busy: true });
    const { ok, status, data } = await line.send(page.urls.save, { expected: base, content });
    if (ok) {
      base = data.latest.version;
      clean = content;
      memory.forget();
      tell({ busy: false, latest: data.latest, theirs: null, conflict: null, problems: [], draft: "kept", fault: "" });
      return true;
    }
    if (status === 409 && data?.content) tell({ busy: false, latest: data.latest, theirs: data.content, conflict: data.message });
    else if (data?.problems) tell({ busy: false, problems: data.problems });
    else tell({ busy: false, fault: data?.message ?? "offline" });
    if (status !== 409) await keep();
    return false;
  }

  // After somebody else was first: theirs in place of mine (undo brings mine back), or mine as a version after theirs.
  function takeTheirs() {
    base = told.latest.version;
    clean = told.theirs;
    const { theirs } = told;
    tell({ conflict: null, theirs: null });
    model.set(theirs);
  }

  function keepMine() {
    base = told.latest.version;
    clean = told.theirs;
    tell({ conflict: null, theirs: null });
    return save();
  }

  async function discard() {
    keeping.drop();
    memory.forget();
    const { ok, data } = await line.send(page.urls.discard, {});
    if (!ok || !data.content) return ok;
    base = data.latest.version;
    clean = data.content;
    tell({ latest: data.latest, others: data.others, theirs: null, draft: "kept" });
    model.set(data.content);
    return true;
  }

  return {
    model, look: looking.now, save, takeTheirs, keepMine, discard, dirty,
    told: () => told,
    dismiss: () => tell({ conflict: null }),
    ask: (message) => tell({ conflict: message }),
    leave: () => (keeping.waiting() ? keeping.now({ keepalive: true }) : undefined),
    flush: () => keep({ keepalive: true }),
    passed: () => told.latest.version > base && told.theirs !== null,
  };
}
