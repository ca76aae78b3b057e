// Commands on their way. Each has an id of its own and goes out again under the same one until the server has said
// yes or no: a resend does nothing twice. A command counts as under way until the state that it made has arrived,
// so that a second press never takes a second step.
//   order: { id, name, args, rev, seq, tries, status: "sending" | "waiting" | "done" }
import { NO_REPLY } from "../live/protocol.js";
import { freshId } from "./ids.js";

const MOST_TRIES = 3;
const STATE_LATE_MS = 4000;

// `send(order)`: the acknowledgement. `changed(list)`: to be drawn. `refused(order, reply)`: the server said no.
// `check()`: no reply came, the line may be dead; resolves once that is known.
export function createOrders({ send, changed, refused, check, drawn, later = setTimeout }) {
  let list = [];
  let online = false;

  function put(next) {
    list = next;
    changed(list);
  }

  const update = (id, change) => put(list.map((each) => (each.id === id ? { ...each, ...change } : each)));
  const remove = (id) => put(list.filter((each) => each.id !== id));
  const find = (id) => list.find((each) => each.id === id);

  async function out(order) {
    update(order.id, { status: "sending", tries: order.tries + 1 });
    const { id, name, args, rev } = order;
    const reply = await send(rev === null ? { id, name, args } : { id, name, args, rev });
    if (find(id)?.status !== "sending") return;
    if (reply.ok) accepted(id, reply.seq ?? 0);
    else if (reply.code === NO_REPLY) await silence(id, reply);
    else {
      remove(id);
      refused(order, reply);
    }
  }

  function accepted(id, seq) {
    if (drawn() >= seq) {
      remove(id);
      return;
    }
    update(id, { status: "done", seq });
    later(() => find(id) && remove(id), STATE_LATE_MS);
  }

  async function silence(id, reply) {
    update(id, { status: "waiting" });
    await check();
    const order = find(id);
    if (!online || order?.status !== "waiting") return;
    if (order.tries < MOST_TRIES) {
      await out(order);
      return;
    }
    remove(id);
    refused(order, reply);
  }

  return {
    // `rev`: of the stage, for steps; null for what does not depend on it. Returns the id.
    place(name, args, rev = null) {
      const order = { id: freshId(), name, args, rev, seq: null, tries: 0, status: "waiting" };
      put([...list, order]);
      if (online) out(order);
      return order.id;
    },
    // A state with this `rev` was drawn: what made it is no longer under way.
    heard(rev) {
      if (list.some((each) => each.status === "done" && each.seq <= rev)) put(list.filter((each) => each.status !== "done" || each.seq > rev));
    },
    setOnline(now) {
      online = now;
      put(list.filter((each) => each.status !== "done").map((each) => ({ ...each, status: "waiting", tries: 0 })));
      if (now) for (const order of list) out(order);
    },
  };
}
