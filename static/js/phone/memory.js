// What this phone remembers between two loads. Where the browser forbids storage, it lasts as long as the page.
const spare = new Map();

function storage(use) {
  try {
    return use(window.localStorage);
  } catch {
    return null;
  }
}

export function place(...parts) {
  const key = ["quizapp", ...parts].join(".");
  return {
    recall() {
      const text = storage((kept) => kept.getItem(key)) ?? spare.get(key) ?? null;
      try {
        return JSON.parse(text);
      } catch {
        return null;
      }
    },
    keep(value) {
      spare.set(key, JSON.stringify(value));
      storage((kept) => kept.setItem(key, JSON.stringify(value)));
    },
    forget() {
      spare.delete(key);
      storage((kept) => kept.removeItem(key));
    },
  };
}
