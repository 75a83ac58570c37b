// Counts down without moving anything: the text changes each minute, each second in the last one.
import { each } from "./parts.js";
import { now } from "./office-time.js";
import { announce, say } from "./words.js";

const soon = 0.8;
const lengths = [["day", 86400], ["hour", 3600], ["minute", 60]];

export function durationText(seconds) {
  let rest = Math.abs(Math.round(seconds));
  if (rest < 60) return say("second", rest);
  const shown = [];
  for (const [unit, length] of lengths) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count || shown.length) shown.push([unit, count]);
  }
  return shown.slice(0, 2).filter(([, count]) => count).map(([unit, count]) => say(unit, count)).join(" ");
}

each("[data-countdown]", (element) => {
  const due = Date.parse(element.dateTime);
  const started = Date.parse(element.dataset.started);
  const place = element.querySelector("[data-countdown-text]");
  const tick = () => {
    if (!element.isConnected) return;
    const at = now();
    const left = (due - at) / 1000;
    const part = due > started ? (at - started) / (due - started) : 0;
    const state = left <= 0 ? "late" : part >= soon ? "soon" : "calm";
    if (element.dataset.state === "soon" && state === "late") announce(say("late", durationText(left)));
    element.dataset.state = state;
    place.textContent = say(state === "late" ? "late" : "left", durationText(left));
    setTimeout(tick, Math.abs(left) < 90 ? 1000 : 15000);
  };
  tick();
});
