// Shows how far an upload has come. The rest of uploading is htmx.
const bar = (event) => event.target.closest?.("[data-upload]")?.querySelector("progress");

document.addEventListener("htmx:beforeRequest", (event) => {
  const shown = bar(event);
  if (shown) shown.hidden = false;
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const shown = bar(event);
  if (shown && event.detail.lengthComputable) shown.value = (100 * event.detail.loaded) / event.detail.total;
});
document.addEventListener("htmx:afterRequest", (event) => {
  const shown = bar(event);
  if (shown) shown.hidden = true;
});
