// Some parts need a large library. It is fetched when a page first shows something for it.
import { each } from "./parts.js";

const wanted = {
  diagram: "[data-bpmn-url]",
  pen: "[data-pen]",
  camera: "[data-camera]",
  chart: "[data-chart]",
  display: "[data-display]",
};
const addresses = JSON.parse(document.body.dataset.bundles ?? "{}");
const loaded = new Set();

export function loadBundles() {
  for (const [name, selector] of Object.entries(wanted)) {
    each(selector, () => {
      if (loaded.has(name)) return;
      loaded.add(name);
      const script = document.createElement("script");
      script.src = addresses[name];
      document.head.append(script);
    });
  }
}
