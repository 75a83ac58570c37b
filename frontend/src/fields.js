import { each } from "./parts.js";
import { announce, icon, say } from "./words.js";

// data-show-when="kind=child,replacement": shown only while that field has one of those values.
each("[data-show-when]", (element) => {
  const [name, list] = element.dataset.showWhen.split("=");
  const values = list.split(",");
  const form = element.closest("form");
  const update = () => {
    const now = new FormData(form).getAll(name);
    const shown = now.some((value) => values.includes(value));
    element.hidden = !shown;
    for (const control of element.querySelectorAll("input, select, textarea")) control.disabled = !shown;
  };
  form.addEventListener("change", update);
  update();
});

each("[data-secret]", (holder) => {
  const input = holder.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.setAttribute("aria-label", say(visible ? "hide_password" : "show_password"));
    button.replaceChildren(visible ? icon("eye-off") : icon("eye"));
  };
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  show(false);
  holder.append(button);
});

each("[data-copy]", (button) => {
  const text = button.querySelector("span") ?? button;
  const before = text.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    text.textContent = say("copied");
    announce(say("copied"));
    setTimeout(() => { text.textContent = before; }, 2000);
  });
});

each("[data-print]", (button) => button.addEventListener("click", () => window.print()));

// Tick a whole column.
each("[data-check-all]", (all) => {
  const boxes = () => document.querySelectorAll(`input[name="${CSS.escape(all.dataset.checkAll)}"]`);
  all.addEventListener("change", () => boxes().forEach((box) => { box.checked = all.checked; }));
});
