import { each } from "./parts.js";

// A menu is a <details>; it closes on Escape, on a click elsewhere and when the focus leaves it.
each("[data-menu]", (menu) => {
  const summary = menu.querySelector("summary");
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

each("[data-nav-toggle]", (button) => {
  const open = (yes) => {
    document.body.classList.toggle("nav-open", yes);
    button.setAttribute("aria-expanded", String(yes));
  };
  button.addEventListener("click", () => open(!document.body.classList.contains("nav-open")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("nav-open")) {
      open(false);
      button.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".desk-nav, [data-nav-toggle]")) open(false);
  });
});

each("[data-dismiss]", (button) => {
  button.addEventListener("click", () => button.closest(".note").remove());
});

each("[data-error-summary]", (summary) => summary.focus());
