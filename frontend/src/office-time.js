// The office's time, not the device's: devices' clocks are often wrong, and a demo office's can be moved ahead.
const served = Date.parse(document.body.dataset.now ?? "");
const zone = document.body.dataset.zone || undefined;
const language = document.body.dataset.language ?? "id";
const kept = "kanim-clock-ahead";

function ahead() {
  if (Number.isNaN(served)) return 0;
  const [visit] = performance.getEntriesByType("navigation");
  const known = sessionStorage.getItem(kept);
  // A page that comes back from the browser's store says when it was served first.
  if (visit?.type === "back_forward" && visit.transferSize === 0 && known) return Number(known);
  const difference = Math.round(served - (performance.timeOrigin + (visit?.responseStart ?? 0)));
  sessionStorage.setItem(kept, String(difference));
  return difference;
}

const difference = ahead();

export const now = () => Date.now() + difference;

export function clock(moment) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat(language === "id" ? "id" : "en-GB", options).format(moment);
}

export function dayAndClock(moment) {
  const options = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat(language, options).format(moment);
}
