// What a person in the last row would complain of: text cut off, text over text, text out of its box.
const SLACK = 1.5;
const seen = (element) => {
  const style = getComputedStyle(element);
  return style.visibility !== "hidden" && style.display !== "none" && Number(style.opacity) > 0.05;
};

function textsIn(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const holder = node.parentElement;
    if (!node.data.trim() || holder.closest(".sr-only") || !seen(holder)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width > 0.5 && box.height > 0.5) found.push({ text: node.data.trim(), node, holder, box });
    }
  }
  return found;
}

// A line box is taller than its letters: only the part that holds ink counts.
function ink({ holder, box }) {
  const size = parseFloat(getComputedStyle(holder).fontSize) || box.height;
  const spare = Math.max(0, (box.height - size * 0.8) / 2);
  return { left: box.left, right: box.right, top: box.top + spare, bottom: box.bottom - spare };
}

const hit = (a, b) =>
  a.left + SLACK < b.right && b.left + SLACK < a.right && a.top + SLACK < b.bottom && b.top + SLACK < a.bottom;

const inside = (a, b) =>
  a.left >= b.left - SLACK && a.right <= b.right + SLACK && a.top >= b.top - SLACK && a.bottom <= b.bottom + SLACK;

function hiddenByWrap(text) {
  const list = text.holder.closest(".arrivals");
  return list && text.box.top >= list.getBoundingClientRect().bottom - SLACK;
}

function clipsOf(element) {
  const boxes = [];
  for (let each = element; each && each !== document.body; each = each.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(each);
    if (each.matches(".opt, .bar-row, .row, .pill, .ring, .why") || overflowX !== "visible" || overflowY !== "visible") {
      boxes.push(each);
    }
  }
  return boxes;
}

window.complaints = () => {
  const wall = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  // Measured once each: every text is held against every other.
  const texts = textsIn(document.getElementById("app"))
    .filter((text) => !hiddenByWrap(text))
    .map((text) => ({ ...text, ink: ink(text) }));
  const list = [];
  for (const text of texts) {
    const box = text.ink;
    if (!inside(box, wall)) list.push(`off the wall: ${text.text}`);
    for (const clip of clipsOf(text.holder)) {
      if (!inside(box, clip.getBoundingClientRect())) list.push(`out of .${clip.className.baseVal ?? clip.className}: ${text.text}`);
    }
  }
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      if (one.node !== other.node && hit(one.ink, other.ink)) list.push(`over one another: ${one.text} / ${other.text}`);
    }
  });
  const things = [...document.querySelectorAll("#app .qr, #app .ring, #app .opt, #app .bar-row, #app .why, #app .row, #app .block, #app .prompt, #app .gauge")];
  const boxes = things.map((each) => each.getBoundingClientRect());
  things.forEach((one, index) => {
    const a = boxes[index];
    if (!inside(a, wall)) list.push(`off the wall: .${one.className}`);
    for (const [place, other] of things.entries()) {
      if (place > index && hit(a, boxes[place]) && !one.contains(other)) list.push(`over one another: .${one.className} / .${other.className}`);
    }
    for (const text of texts) {
      if (one.className !== "ring" && hit(a, text.ink) && !one.contains(text.holder)) list.push(`text over .${one.className}: ${text.text}`);
    }
  });
  return list;
};

// Content below the stage is not seen by clips: the fit must have ended without any.
window.unfitted = () =>
  [...document.querySelectorAll("[data-fit]")]
    .filter((each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1)
    .map((each) => `${each.className} ${each.scrollWidth}x${each.scrollHeight} in ${each.clientWidth}x${each.clientHeight}`);
