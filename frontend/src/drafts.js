// <form data-draft="name">: what is typed is kept on this device until the form is sent.
// <form data-guard>: leaving with unsent changes asks first. Files and passwords are never kept.
import { each } from "./parts.js";
import { clock, now } from "./office-time.js";
import { say } from "./words.js";

const skipped = "[type=file], [type=password], [type=hidden], [type=submit], [data-no-draft], button";
const controls = (form) => [...form.elements].filter((control) => control.name && !control.matches(skipped));

function read(form) {
  const values = {};
  for (const control of controls(form)) {
    if (control.matches("[type=radio], [type=checkbox]") && !control.checked) continue;
    (values[control.name] ??= []).push(control.value);
  }
  return values;
}

function put(form, values) {
  for (const control of controls(form)) {
    const kept = values[control.name];
    if (control.matches("[type=radio], [type=checkbox]")) control.checked = kept?.includes(control.value) ?? false;
    else if (control.multiple) for (const option of control.options) option.selected = kept?.includes(option.value) ?? false;
    else if (kept) control.value = kept.shift() ?? "";
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function note(form) {
  const place = document.createElement("p");
  place.className = "draft-note";
  place.role = "status";
  form.append(place);
  return place;
}

function offerDiscard(place, form, key) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.textContent = say("draft_drop");
  button.addEventListener("click", () => {
    localStorage.removeItem(key);
    form.reset();
    place.replaceChildren();
  });
  place.append(" ", button);
}

each("form[data-draft]", (form) => {
  const key = `kanim-draft:${form.dataset.draft}`;
  const place = note(form);
  const kept = JSON.parse(localStorage.getItem(key) ?? "null");
  if (kept && !form.querySelector("[data-error-summary]")) {
    put(form, kept.values);
    place.textContent = say("draft_restored", clock(kept.at));
    offerDiscard(place, form, key);
  }
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({ at: now(), values: read(form) }));
      place.textContent = say("draft_kept", clock(now()));
    }, 600);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (!event.defaultPrevented) sessionStorage.setItem("kanim-sent-draft", key);
  });
});

// The draft of a form that was sent is dropped on the next page, unless that page shows the form again.
const sent = sessionStorage.getItem("kanim-sent-draft");
if (sent) {
  const again = document.querySelector(`form[data-draft="${CSS.escape(sent.slice(12))}"]`);
  if (!again) localStorage.removeItem(sent);
  sessionStorage.removeItem("kanim-sent-draft");
}

each("form[data-guard]", (form) => {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", (event) => { if (!event.defaultPrevented) changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed && form.isConnected) event.preventDefault();
  });
});
