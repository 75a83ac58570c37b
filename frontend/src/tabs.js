// <ul class="tabs" data-tabs><li><button data-tab="panel-id">…</button></li></ul>
import { each } from "./parts.js";

each("[data-tabs]", (list) => {
  const tabs = [...list.querySelectorAll("[data-tab]")];
  const panel = (tab) => document.getElementById(tab.dataset.tab);
  const select = (chosen, focus) => {
    for (const tab of tabs) {
      const yes = tab === chosen;
      tab.setAttribute("aria-selected", String(yes));
      tab.tabIndex = yes ? 0 : -1;
      panel(tab).hidden = !yes;
    }
    if (focus) chosen.focus();
  };
  list.role = "tablist";
  for (const [place, tab] of tabs.entries()) {
    tab.role = "tab";
    tab.id ||= `${tab.dataset.tab}-tab`;
    tab.setAttribute("aria-controls", tab.dataset.tab);
    tab.parentElement.role = "presentation";
    const target = panel(tab);
    target.role = "tabpanel";
    target.setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) select(tabs[(place + step + tabs.length) % tabs.length], true);
    });
  }
  select(tabs.find((tab) => tab.dataset.tab === location.hash.slice(1)) ?? tabs[0]);
});
