// Draws an SOP with bpmn-js and marks where a case is.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { freezeLanes } from "./lanes.js";

const { each, icon } = window.kanim;
const shapes = { done: () => icon("check"), now: () => icon("player-play-filled"), late: () => icon("alert-triangle-filled") };
const paint = { defaultFillColor: "var(--sheet)", defaultStrokeColor: "var(--diagram-ink)", defaultLabelColor: "var(--ink)" };

function mark(viewer, marks) {
  const canvas = viewer.get("canvas");
  const overlays = viewer.get("overlays");
  const elements = viewer.get("elementRegistry");
  for (const [id, state] of Object.entries(marks)) {
    if (!elements.get(id) || !shapes[state]) continue;
    canvas.addMarker(id, `mark-${state}`);
    const flag = document.createElement("span");
    flag.className = `diagram-flag flag-${state}`;
    flag.append(shapes[state]());
    overlays.add(id, { position: { top: -9, right: 9 }, html: flag });
  }
}

const edge = 16; // pixels kept free around the drawing
const readable = 0.62; // below this scale the texts of a sheet are no longer read
const between = (low, value, high) => Math.max(low, Math.min(value, high));

// As wide as the page, so that the texts are read; as far down as the case is. A page too narrow
// for all executors shows those around the step.
function fit(holder, viewer, marks) {
  const canvas = viewer.get("canvas");
  const { inner, outer } = canvas.viewbox();
  const whole = (outer.width - 2 * edge) / inner.width;
  const scale = whole < readable ? 0.8 : Math.min(whole, 1);
  holder.style.height = "";
  const height = Math.min(holder.clientHeight, inner.height * scale + 2 * edge);
  holder.style.height = `${height}px`;
  canvas.resized();
  const current = Object.entries(marks).find(([, state]) => state !== "done")?.[0];
  const element = current && viewer.get("elementRegistry").get(current);
  const at = element ?? { x: inner.x, y: inner.y, width: 0, height: 0 };
  const size = { width: outer.width / scale, height: height / scale };
  const free = edge / scale;
  const first = { x: inner.x - free, y: inner.y - free };
  const last = { x: Math.max(first.x, inner.x + inner.width + free - size.width), y: Math.max(first.y, inner.y + inner.height + free - size.height) };
  const x = whole < readable ? between(first.x, at.x + at.width / 2 - size.width / 2, last.x) : inner.x + inner.width / 2 - size.width / 2;
  const y = between(first.y, at.y + at.height / 2 - size.height * 0.4, last.y);
  canvas.viewbox({ x, y, ...size });
}

const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

function listen(figure, holder, viewer, marks) {
  const canvas = viewer.get("canvas");
  const actions = {
    in: () => canvas.zoom(Math.min(canvas.zoom() * 1.25, 3)),
    out: () => canvas.zoom(Math.max(canvas.zoom() / 1.25, 0.2)),
    fit: () => canvas.zoom("fit-viewport"),
  };
  for (const button of figure.querySelectorAll("[data-diagram-zoom]")) {
    button.addEventListener("click", actions[button.dataset.diagramZoom]);
  }
  holder.addEventListener("keydown", (event) => {
    const move = moves[event.key];
    const action = { "+": "in", "=": "in", "-": "out", 0: "fit" }[event.key];
    if (!move && !action) return;
    event.preventDefault();
    if (move) canvas.scroll({ dx: move[0], dy: move[1] });
    else actions[action]();
  });
  let width = holder.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(holder.clientWidth - width) < 8) return;
    width = holder.clientWidth;
    fit(holder, viewer, marks);
  }).observe(holder);
}

async function draw(figure) {
  const holder = figure.querySelector("[data-diagram-canvas]");
  const marks = JSON.parse(figure.dataset.highlight || "{}");
  const answer = await fetch(figure.dataset.bpmnUrl, { headers: { Accept: "application/xml" } });
  if (!answer.ok) throw new Error(`the diagram answered ${answer.status}`);
  const font = getComputedStyle(document.body).fontFamily;
  const viewer = new NavigatedViewer({
    container: holder,
    bpmnRenderer: paint,
    textRenderer: { defaultStyle: { fontFamily: font, fontSize: 12 } },
  });
  await viewer.importXML(await answer.text());
  // The wheel scrolls the page; with Ctrl it zooms the drawing.
  viewer.get("zoomScroll").toggle(false);
  mark(viewer, marks);
  fit(holder, viewer, marks);
  freezeLanes(holder, viewer);
  listen(figure, holder, viewer, marks);
  figure.dataset.drawn = "yes";
}

each("[data-bpmn-url]", (figure) => {
  // A diagram in a closed tab has no size yet: it is drawn when it first shows.
  const seen = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting) return;
    seen.disconnect();
    try {
      await draw(figure);
    } catch (error) {
      console.warn(error);
      figure.dataset.drawn = "failed";
      const place = document.createElement("p");
      place.textContent = window.kanim.say("diagram_failed");
      figure.querySelector("[data-diagram-text]").prepend(place);
    }
  }, { rootMargin: "200px" });
  seen.observe(figure);
});
