// Places in a question's content, written as the server writes them: options[1].text.en
export const stepsOf = (path) => [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));

export function at(content, path) {
  return stepsOf(path).reduce((value, step) => value?.[step], content);
}

// The content with another value there; undefined takes the field out. Nothing is changed in place.
export function withValue(content, path, value) {
  return put(content, stepsOf(path), value);
}

function put(content, [step, ...rest], value) {
  if (typeof step === "number") {
    const list = [...(content ?? [])];
    list[step] = rest.length ? put(list[step], rest, value) : value;
    return list;
  }
  const next = { ...(content ?? {}) };
  const inner = rest.length ? put(next[step], rest, value) : value;
  if (inner === undefined) delete next[step];
  else next[step] = inner;
  return next;
}

// Faults at a place and below it; `deep` false: at it alone.
export function problemsAt(problems, path, deep = false) {
  return problems.filter((each) => each.path === path || (deep && (each.path.startsWith(`${path}.`) || each.path.startsWith(`${path}[`))));
}
