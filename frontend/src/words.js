const words = JSON.parse(document.body.dataset.words ?? "{}");

// say("too_large", "ktp.pdf", 5): the text in the page's language, its %s and %d filled in order.
export function say(name, ...values) {
  let text = words[name] ?? name;
  for (const value of values) text = text.replace(/%[sd]/, () => value);
  return text;
}

export function announce(text) {
  const place = document.querySelector("[data-announce]");
  if (place) place.textContent = text;
}

const sprite = () => JSON.parse(document.body.dataset.bundles ?? "{}").icons ?? "";

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite()}#${name}`);
  svg.append(use);
  return svg;
}
