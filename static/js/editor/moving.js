// Putting a list in order by its handles: dragged with any pointer, or with the arrow keys.
export function moved(list, from, to) {
  const next = [...list];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

// Watches a list whose children each hold a button.grip; `onMove(from, to)` does the moving itself.
// Returns how to stop.
export function watchList(list, onMove) {
  let drag = null;

  const items = () => [...list.children].filter((each) => each.querySelector(".grip"));
  const indexOf = (target) => items().findIndex((each) => each.contains(target));

  // The place among the others where the pointer is now.
  function placeAt(y) {
    return items().filter((each, index) => {
      if (index === drag.from) return false;
      const box = each.getBoundingClientRect();
      return y > box.top + box.height / 2;
    }).length;
  }

  function mark(place) {
    const others = items().filter((_, index) => index !== drag.from);
    for (const each of items()) each.classList.remove("drop-before", "drop-after");
    if (place === drag.from) return;
    if (place < others.length) others[place].classList.add("drop-before");
    else others.at(-1)?.classList.add("drop-after");
  }

  function down(event) {
    const grip = event.target.closest(".grip");
    if (!grip || event.button > 0 || !list.contains(grip)) return;
    const from = indexOf(grip);
    drag = { from, to: from, grip };
    grip.setPointerCapture(event.pointerId);
    items()[from].classList.add("dragged");
  }

  function move(event) {
    if (!drag) return;
    event.preventDefault();
    drag.to = placeAt(event.clientY);
    mark(drag.to);
  }

  function up(event) {
    if (!drag) return;
    const { from, to } = drag;
    for (const each of items()) each.classList.remove("drop-before", "drop-after", "dragged");
    drag = null;
    if (event.type === "pointerup" && from !== to) onMove(from, to);
  }

  function key(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !event.target.closest(".grip")) return;
    const from = indexOf(event.target);
    const to = from + by;
    event.preventDefault();
    if (from < 0 || to < 0 || to >= items().length) return;
    onMove(from, to);
    // The row has moved in the document: the handle keeps the focus.
    requestAnimationFrame(() => items()[to]?.querySelector(".grip").focus());
  }

  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, keydown: key };
  for (const [name, hear] of Object.entries(heard)) list.addEventListener(name, hear);
  return () => {
    for (const [name, hear] of Object.entries(heard)) list.removeEventListener(name, hear);
  };
}
