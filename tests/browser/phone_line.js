// Stands in for static/js/live/connection.js: a test speaks for the server through window.line.
export function createConnection(told) {
  const waiting = [];
  const line = {
    who: { ...told.who },
    sent: [],
    starts: 0,
    checks: 0,
    hear: told.heard,
    status: told.status,
    refuse: told.refused,
    // Acknowledges the oldest message of that name that has no reply yet.
    reply(name, answer) {
      const at = waiting.findIndex((each) => each.name === name);
      waiting.splice(at, 1)[0].resolve(answer);
    },
  };
  window.line = line;
  return {
    start() {
      line.starts += 1;
      document.documentElement.dataset.starts = line.starts;
      told.status("connecting");
    },
    stop: () => told.status("stopped"),
    check() {
      line.checks += 1;
    },
    become(change) {
      Object.assign(line.who, change);
    },
    send(name, payload) {
      line.sent.push([name, payload]);
      return new Promise((resolve) => waiting.push({ name, resolve }));
    },
  };
}
