// data-shortcut="/" or "ctrl+enter" on a link, button or input. The key is shown on what it serves.
import { each } from "./parts.js";

const names = { enter: "Enter", escape: "Esc", ctrl: "Ctrl", alt: "Alt", shift: "Shift" };
const served = (element) => element.isConnected && element.checkVisibility() && !element.disabled;

function pressed(event) {
  const held = [event.ctrlKey && "ctrl", event.altKey && "alt"].filter(Boolean);
  return [...held, event.key.toLowerCase()].join("+");
}

const typing = (target) => target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.metaKey || event.isComposing || event.repeat) return;
  const key = pressed(event);
  if (typing(event.target) && !event.ctrlKey && !event.altKey) return;
  const open = document.querySelector("dialog[open]");
  const element = [...(open ?? document).querySelectorAll("[data-shortcut]")]
    .find((candidate) => candidate.dataset.shortcut === key && served(candidate));
  if (!element) return;
  event.preventDefault();
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
});

each("[data-shortcut]", (element) => {
  const keys = element.dataset.shortcut.split("+");
  element.setAttribute("aria-keyshortcuts", keys.map((key) => names[key] ?? key.toUpperCase()).join("+"));
  if (matchMedia("(hover: none)").matches) return;
  const hint = document.createElement("kbd");
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = keys.map((key) => names[key] ?? key.toUpperCase()).join(" ");
  if (element.matches("input")) element.after(hint);
  else element.append(hint);
});
