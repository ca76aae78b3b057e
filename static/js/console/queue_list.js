// The queue of questions from the floor, fetched while somebody looks at it: at once, when the server says that it
// has changed (at most once a second), and now and then in case that word was lost.
import { useEffect, useRef, useState } from "../live/html.js";

const PAUSE_MS = 1000;
const ANYWAY_MS = 5000;

// `sign` changes when the queue may have. Returns { queue: null | { session, spotlight, labels, questions }, failed }.
export function useQueue(url, sign) {
  const [found, put] = useState({ queue: null, failed: false });
  const fetched = useRef(0);
  useEffect(() => {
    let wanted = true;
    let timer = null;
    async function load() {
      fetched.current = Date.now();
      const queue = await fetchQueue(url);
      if (!wanted) return;
      put((before) => (queue ? { queue, failed: false } : { ...before, failed: true }));
      timer = setTimeout(load, ANYWAY_MS);
    }
    timer = setTimeout(load, Math.max(0, fetched.current + PAUSE_MS - Date.now()));
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [url, sign]);
  return found;
}

async function fetchQueue(url) {
  try {
    const response = await fetch(url, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

export const queueUrl = (page, state) => page.urls.questions.replace("FLOOR", encodeURIComponent(state.stage.floor_id));

const ORDERS = {
  votes: (a, b) => b.votes - a.votes || a.at - b.at,
  time: (a, b) => a.at - b.at,
};

// Of one standing, those under a label alone where one is chosen; what was merged stands with its question.
export function sorted(queue, standing, { order = "votes", label = "" } = {}) {
  return queue.questions
    .filter((each) => !each.merged_into && each.standing === standing && (!label || each.labels.includes(label)))
    .sort(ORDERS[order]);
}

export const countOf = (queue, standing) => queue.questions.filter((each) => !each.merged_into && each.standing === standing).length;

export const mergedInto = (queue, id) => queue.questions.filter((each) => each.merged_into === id);
