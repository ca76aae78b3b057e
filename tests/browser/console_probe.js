// What a nervous moderator would complain of: a word cut off, words over words, a page that moves sideways.
(() => {
  const SLACK = 1.5;

  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  function textsIn(root) {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const holder = node.parentElement;
      if (!node.data.trim() || holder.closest(".sr-only, svg") || !shown(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width > 0.5 && box.height > 0.5) found.push({ text: node.data.trim(), node, holder, box: ink(holder, box) });
    }
    return found;
  }

  // A line box is taller than its letters: only the part that holds ink counts.
  function ink(holder, box) {
    const size = parseFloat(getComputedStyle(holder).fontSize) || box.height;
    const spare = Math.max(0, (box.height - size * 0.8) / 2);
    return { left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare };
  }

  const hit = (a, b) => a.left + SLACK < b.right && b.left + SLACK < a.right && a.top + SLACK < b.bottom && b.top + SLACK < a.bottom;
  const beside = (a, b) => a.left >= b.left - SLACK && a.right <= b.right + SLACK;
  const within = (a, b) => a.top >= b.top - SLACK && a.bottom <= b.bottom + SLACK;

  const BOXES = "button, .figures div, .joining, .question, .flag, .toast, .banner, .item, .head, kbd, dialog";

  // A column scrolls up and down, never sideways; everything else holds its words whole.
  function outOf({ text, holder, box }) {
    const list = [];
    for (let each = holder; each && each !== document.body; each = each.parentElement) {
      const frame = each.getBoundingClientRect();
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(each).overflowY);
      if (each.matches(".menu nav")) return list;
      if (each.matches(BOXES) && !scrolls && !(beside(box, frame) && within(box, frame))) list.push(`out of ${each.tagName}.${each.className}: ${text}`);
      if (each.matches(".column") && !beside(box, frame)) list.push(`beside its column: ${text}`);
    }
    return list;
  }

  // Scrolled out of its column: there to be found, not to be seen now.
  function away({ holder, box }) {
    const column = holder.closest(".column, dialog")?.getBoundingClientRect();
    return column ? !within(box, column) : false;
  }

  window.complaints = () => {
    const top = document.querySelector("dialog[open]");
    const all = textsIn(top ?? document.getElementById("app"));
    const list = all.flatMap(outOf);
    const seen = all.filter((text) => !away(text));
    const wall = { left: 0, right: innerWidth };
    for (const { text, box } of seen) if (!beside(box, wall)) list.push(`off the page: ${text}`);
    seen.forEach((one, index) => {
      for (const other of seen.slice(index + 1)) {
        if (one.node !== other.node && hit(one.box, other.box)) list.push(`over one another: ${one.text} / ${other.text}`);
      }
    });
    if (document.documentElement.scrollWidth > innerWidth) list.push("the page moves sideways");
    return list;
  };
})();
