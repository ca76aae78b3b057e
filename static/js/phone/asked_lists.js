// The list of questions and the phone's own ones: fetched while they are looked at, a little apart from
// all other phones, and at once after an act of this phone.
import { useEffect, useRef, useState } from "../live/html.js";

const FIRST_PAUSE_MS = 4000;
const OVER = ["answered", "archived"];

async function fetched(url, options = {}) {
  try {
    const response = await fetch(url, { credentials: "omit", ...options });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

const ofKeys = (url, keys) =>
  fetched(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ keys }) });

// { list: [question] | null, own: [own] | null, failed, again() }
export function useLists({ qa, memory }) {
  const [found, put] = useState({ list: null, own: null, failed: false });
  const [turn, again] = useState(0);
  const own = useRef(null);
  useEffect(() => {
    let wanted = true;
    let timer = null;
    let pause = FIRST_PAUSE_MS;
    async function look() {
      const { keys } = memory.read();
      const waits = keys.length > 0 && (!own.current || own.current.some(({ standing }) => !OVER.includes(standing)));
      const [list, mine] = await Promise.all([fetched(qa.list), waits ? ofKeys(qa.mine, keys) : null]);
      if (!wanted) return;
      own.current = mine?.questions ?? own.current;
      pause = list?.pause_ms ?? pause;
      put((before) => ({ list: list?.questions ?? before.list, own: keys.length ? own.current : [], failed: !list }));
      if (document.visibilityState === "visible") timer = setTimeout(look, pause * (0.8 + Math.random() * 0.4));
    }
    function awake() {
      clearTimeout(timer);
      if (document.visibilityState === "visible") look();
    }
    look();
    document.addEventListener("visibilitychange", awake);
    return () => {
      wanted = false;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", awake);
    };
  }, [qa.list, qa.session, turn]);
  return {
    ...found,
    again() {
      own.current = null;
      again((n) => n + 1);
    },
  };
}
