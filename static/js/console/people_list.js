// The list of everybody who joined, fetched while its panel is open: at once, and at most every two seconds when the crowd changes.
import { useEffect, useRef, useState } from "../live/html.js";

const PAUSE_MS = 2000;

// `sign` changes when the list may have. Returns { people, failed }; the last good list stays.
export function usePeople(url, sign) {
  const [list, set] = useState({ people: null, failed: false });
  const fetched = useRef(0);
  useEffect(() => {
    let wanted = true;
    const load = async () => {
      fetched.current = Date.now();
      const found = await fetchList(url);
      if (wanted) set((before) => (found ? { people: found, failed: false } : { ...before, failed: true }));
    };
    const timer = setTimeout(load, Math.max(0, fetched.current + PAUSE_MS - Date.now()));
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [url, sign]);
  return list;
}

async function fetchList(url) {
  try {
    const response = await fetch(url, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

// By name or number, whatever the case.
export function found(people, wanted) {
  const words = wanted.trim().toLocaleLowerCase();
  if (!words) return people;
  return people.filter(({ name, number }) => name.toLocaleLowerCase().includes(words) || String(number) === words.replace(/^#/, ""));
}
