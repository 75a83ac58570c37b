// The executors' names stay at the top of a diagram while it moves below them, as the head of a sheet would.
export function freezeLanes(holder, viewer) {
  const lanes = viewer.get("elementRegistry").filter(({ type, isHorizontal, di }) =>
    type === "bpmn:Lane" && !(isHorizontal ?? di?.isHorizontal));
  if (!lanes.length) return;
  const head = document.createElement("div");
  head.className = "diagram-lanes";
  head.setAttribute("aria-hidden", "true");
  const names = lanes.map((lane) => {
    const name = document.createElement("span");
    name.textContent = lane.businessObject.name;
    head.append(name);
    return [lane, name];
  });
  const place = () => {
    const { x, scale } = viewer.get("canvas").viewbox();
    for (const [lane, name] of names) {
      const left = Math.max(0, (lane.x - x) * scale);
      const right = Math.min(holder.clientWidth, (lane.x + lane.width - x) * scale);
      name.hidden = right - left < 40;
      name.style.left = `${left}px`;
      name.style.width = `${right - left}px`;
    }
  };
  holder.before(head);
  viewer.on("canvas.viewbox.changed", place);
  place();
}
