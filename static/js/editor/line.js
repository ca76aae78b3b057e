// The way to the server and back: JSON in, JSON out, with the form's token.
//   { ok, status, data } - ok is false where the server refused; data null where no answer came at all
export function createLine(csrf) {
  async function send(url, body, options = {}) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRFToken": csrf, ...(body instanceof FormData ? {} : { "Content-Type": "application/json" }) },
        body: body instanceof FormData ? body : JSON.stringify(body),
        ...options,
      });
      return { ok: response.ok, status: response.status, data: await response.json() };
    } catch {
      return { ok: false, status: 0, data: null };
    }
  }

  async function ask(url) {
    try {
      const response = await fetch(url, { headers: { Accept: "application/json" } });
      return { ok: response.ok, status: response.status, data: await response.json() };
    } catch {
      return { ok: false, status: 0, data: null };
    }
  }

  return { send, ask };
}

// Calls `job` once nothing has asked for it for `wait` ms; `now()` doesn't wait, `drop()` forgets it.
export function debounced(job, wait) {
  let timer = 0;
  const drop = () => {
    clearTimeout(timer);
    timer = 0;
  };
  const now = (...given) => {
    drop();
    return job(...given);
  };
  const soon = () => {
    drop();
    timer = setTimeout(() => now(), wait);
  };
  return { soon, now, drop, waiting: () => timer !== 0 };
}
