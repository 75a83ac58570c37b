// Reads a finger through the bridge of the fingerprint reader on this computer (see bridge.md), and
// puts the print into the finger's file input, which then sends itself as if a file had been chosen.
const patience = 20000;

function fileOf(image) {
  const bytes = Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0));
  return new File([bytes], "finger.png", { type: "image/png" });
}

async function read(bridge, finger) {
  const response = await fetch(`${bridge}/capture`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ finger, timeout_ms: patience - 2000 }),
    signal: AbortSignal.timeout(patience),
  });
  return response.ok ? response.json() : null;
}

function give(holder, section, { image, device }) {
  const input = holder.querySelector("input[type=file]");
  const files = new DataTransfer();
  files.items.add(fileOf(image));
  input.files = files.files;
  const name = section.querySelector("input[type=hidden]");
  if (name) name.value = device ?? "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function prepare(section) {
  const { bridge, wordWait, wordNone, wordFailed } = section.dataset;
  if (!bridge) return;
  for (const button of section.querySelectorAll("[data-scan]")) {
    const holder = button.closest("[data-finger]");
    const state = holder.querySelector("[data-scan-state]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      state.textContent = wordWait;
      try {
        const print = await read(bridge, Number(holder.dataset.finger));
        state.textContent = print ? "" : wordFailed;
        if (print) give(holder, section, print);
      } catch {
        state.textContent = wordNone;
      }
      button.disabled = false;
    });
  }
}

// After a finger has been kept, the next one is ready under the hand that holds the mouse or keys.
function goOn(section) {
  const now = section.querySelector(".finger-now");
  const wanted = now?.querySelector("[data-scan]:not([hidden])") ?? now?.querySelector("input[type=file]");
  if (location.hash.startsWith("#finger-")) history.replaceState(null, "", location.pathname + location.search);
  wanted?.focus();
}

document.querySelectorAll("#fingers").forEach(prepare);
document.addEventListener("htmx:load", (event) => {
  if (event.target.id !== "fingers") return;
  prepare(event.target);
  goOn(event.target);
});
