// One console at one event: what the server said last, and the commands on their way. No looks in here.
//   model: { line, refusal, stopping, state, tally, crowd, qa, pulse, news, orders }; news: how often questions have changed
import { createClock } from "../live/clock.js";
import { createConnection } from "../live/connection.js";
import { HEAR, NO_REPLY, SEND } from "../live/protocol.js";
import { createStore } from "../live/store.js";
import { createOrders } from "./orders.js";

// `changed(model)`: to be drawn. `failed(order, reply)`: a command was refused.
export function createSession({ page, changed, failed }) {
  const clock = createClock();
  const store = createStore();
  let model = { line: "connecting", refusal: null, stopping: null, state: null, tally: null, crowd: null, qa: null, pulse: null, news: 0, orders: [] };

  const draw = (change) => {
    model = { ...model, ...change };
    changed(model);
  };
  const rev = () => store.get().state?.rev ?? 0;

  const connection = createConnection({
    who: { audience: "moderator", event: page.event_id, token: null, floor: page.floor ?? null, lang: page.language },
    rev,
    heard,
    status,
    refused: (code, message) => draw({ refusal: { code, message } }),
  });
  const orders = createOrders({
    send: (order) => connection.send(SEND.command, order),
    changed: (list) => draw({ orders: list }),
    refused: failed,
    check: () => connection.check(),
    drawn: rev,
  });
  store.subscribe(({ state, tally, crowd, qa, pulse }) => draw({ state, tally, crowd, qa, pulse }));

  function heard(name, payload) {
    if (name === SEND.ping || name === HEAR.state) clock.hear(payload.now);
    if (name === HEAR.qa) draw({ news: model.news + 1 });
    if ([HEAR.state, HEAR.tally, HEAR.crowd, HEAR.qa, HEAR.pulse].includes(name)) store.receive(name, payload);
    if (name === HEAR.state) orders.heard(rev());
    if (name === HEAR.notice) draw({ stopping: payload.message });
  }

  function status(line) {
    draw(line === "online" ? { line, stopping: null } : { line });
    orders.setOnline(line === "online");
  }

  // A change of the content: `order`, `note`, `plan` or `quick` of the day. The state that follows shows it.
  async function change(path, body) {
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": page.csrf };
    try {
      const response = await fetch(`${page.urls.day}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
      const reply = await response.json();
      if (response.ok) return reply;
      failed(null, { ok: false, code: reply.code, message: reply.message });
    } catch {
      failed(null, { ok: false, code: NO_REPLY, message: "" });
    }
    return { ok: false };
  }

  return { clock, start: connection.start, place: orders.place, change };
}
