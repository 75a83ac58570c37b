import { each } from "./parts.js";

each("[data-dialog-open]", (button) => {
  button.addEventListener("click", () => document.getElementById(button.dataset.dialogOpen)?.showModal());
});

each("[data-dialog-close]", (button) => {
  button.addEventListener("click", () => button.closest("dialog").close());
});

each("dialog[data-open]", (dialog) => dialog.showModal());

function ask(text) {
  const dialog = document.querySelector("[data-confirm-dialog]");
  dialog.querySelector("[data-confirm-text]").textContent = text;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.querySelector("[data-confirm-yes]").onclick = () => dialog.close("yes");
    dialog.querySelector("[data-confirm-no]").onclick = () => dialog.close("no");
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.returnValue = "no";
  });
}

// data-confirm="sentence" on a form or on the button that sends it: asked before it is sent.
document.addEventListener("submit", async (event) => {
  const { target: form, submitter } = event;
  const text = submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!text || form.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(text))) return;
  form.dataset.confirmed = "yes";
  form.requestSubmit(submitter ?? undefined);
  delete form.dataset.confirmed;
}, { capture: true });

document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await ask(event.detail.question)) event.detail.issueRequest(true);
});
