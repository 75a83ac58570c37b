// A part gives behaviour to elements that match a selector: now, and whenever htmx brings new ones.
const parts = [];
const given = new WeakMap();

function give(part, root) {
  const found = root.matches?.(part.selector) ? [root] : [];
  for (const element of [...found, ...root.querySelectorAll(part.selector)]) {
    const done = given.get(element) ?? new Set();
    if (done.has(part)) continue;
    given.set(element, done.add(part));
    part.setup(element);
  }
}

export function each(selector, setup) {
  const part = { selector, setup };
  parts.push(part);
  give(part, document);
}

document.addEventListener("htmx:load", (event) => parts.forEach((part) => give(part, event.target)));
