// A form is sent once. The server stays idempotent; this only spares people the second click.
import { each } from "./parts.js";
import { announce, say } from "./words.js";

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("[data-sending-text]")) {
    button.removeAttribute("aria-disabled");
    button.querySelector("[data-sending-note]")?.remove();
    delete button.dataset.sendingText;
  }
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method === "get" || form.method === "dialog") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "yes";
  if (submitter && !form.matches("[hx-post], [data-hx-post]")) {
    submitter.dataset.sendingText = "yes";
    submitter.setAttribute("aria-disabled", "true");
  }
  announce(say("sending"));
  setTimeout(() => release(form), 15000);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form) release(form);
});

window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(release);
});

function complain(text) {
  const place = document.querySelector("[data-messages]");
  if (!place) return;
  const note = document.createElement("div");
  note.className = "note tone-bad";
  note.role = "alert";
  note.textContent = text;
  place.replaceChildren(note);
  note.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => complain(say("network")));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500) complain(say("server"));
});

// htmx shows a form that came back with errors (422) where the form was.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

each("[data-auto-submit]", (control) => {
  control.addEventListener("change", () => control.form.requestSubmit());
});
