// The modules of question types and tally shapes, fetched when the first of their kind is shown.
import { useEffect, useState } from "../live/html.js";

const loaded = new Map();

async function load(path, tries = 0) {
  if (loaded.has(path)) return;
  try {
    // A failed import is remembered by some browsers: each further try has its own address.
    loaded.set(path, await import(tries ? `${path}?again=${tries}` : path));
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 1500));
    await load(path, tries + 1);
  }
}

// The module, or null until it is there. `name` null asks for nothing.
export const useKind = (folder, name) => useModule(name && /^[a-z_]+$/.test(name) ? `../${folder}/${name}.js` : null);

// A view of the phone itself that few ask for.
export const usePage = (name) => useModule(name ? `./${name}.js` : null);

function useModule(path) {
  const [, draw] = useState(0);
  useEffect(() => {
    let wanted = true;
    if (path && !loaded.has(path)) load(path).then(() => wanted && draw((n) => n + 1));
    return () => {
      wanted = false;
    };
  }, [path]);
  return loaded.get(path) ?? null;
}
