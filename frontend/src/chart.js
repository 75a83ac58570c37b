// Charts by uPlot in the colours of the page, redrawn when the theme or the width changes.
import uPlot from "uplot";

const { each } = window.kanim;
const language = document.body.dataset.language ?? "id";
const tones = ["navy", "gold", "good", "bad", "ink-quiet"];

function colour(name) {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  probe.style.color = `var(--${name})`;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}

function options(data, width) {
  const figures = new Intl.NumberFormat(language);
  const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "short" });
  const axis = { stroke: colour("ink-quiet"), grid: { stroke: colour("line"), width: 1 }, ticks: { show: false }, font: `12px ${getComputedStyle(document.body).fontFamily}` };
  const when = (value) => (data.time ? day.format(value * 1000) : data.labels?.[value] ?? figures.format(value));
  const bars = data.kind === "bars" ? { paths: uPlot.paths.bars({ size: [0.7, 60] }), points: { show: false } } : {};
  return {
    width,
    height: Math.round(Math.min(260, Math.max(170, width * 0.4))),
    cursor: { points: { size: 7 } },
    legend: { live: true },
    scales: { x: { time: Boolean(data.time), range: data.labels ? (u, low, high) => [low - 0.6, high + 0.6] : undefined }, y: { range: (u, low, high) => [0, high * 1.1 || 1] } },
    axes: [
      { ...axis, grid: { show: false }, values: (u, places) => places.map((value) => (data.labels && !Number.isInteger(value) ? "" : when(value))) },
      { ...axis, size: 56, values: (u, places) => places.map((value) => `${figures.format(value)}${data.unit ? ` ${data.unit}` : ""}`) },
    ],
    series: [
      { value: (u, value) => (value == null ? "" : when(value)), label: data.x_label ?? "" },
      ...data.series.map((series, place) => {
        const tone = colour(series.tone ?? tones[place % tones.length]);
        const dash = place % 2 && data.kind !== "bars" ? [6, 4] : undefined;
        return { label: series.label, stroke: tone, width: 2, dash, fill: bars.paths ? tone : undefined, ...bars, value: (u, value) => (value == null ? "" : figures.format(value)) };
      }),
    ],
  };
}

// The same figures as a table, for those who do not see the drawing.
function tell(figure, data) {
  const when = (value) => (data.time ? new Date(value * 1000).toLocaleDateString(language) : data.labels?.[value] ?? value);
  const table = document.createElement("table");
  table.className = "said-only";
  const line = (cells, tag) => {
    const row = table.insertRow();
    for (const cell of cells) row.append(Object.assign(document.createElement(tag), { textContent: cell ?? "" }));
  };
  line([data.x_label, ...data.series.map(({ label }) => label)], "th");
  data.x.forEach((x, place) => line([when(x), ...data.series.map(({ values }) => values[place])], "td"));
  figure.append(table);
}

each("[data-chart]", (figure) => {
  const data = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
  tell(figure, data);
  const holder = figure.querySelector("[data-chart-canvas]");
  let chart;
  const draw = () => {
    chart?.destroy();
    if (!holder.clientWidth) return;
    chart = new uPlot(options(data, holder.clientWidth), [data.x, ...data.series.map(({ values }) => values)], holder);
  };
  new ResizeObserver(draw).observe(figure);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
});
