// A signature drawn on the page, put into the form's file input as a PNG.
import SignaturePad from "signature_pad";

const { each, say } = window.kanim;
const ink = "#10204a";

// At once, not by a callback: who signs and sends in one movement has signed.
function picture(canvas) {
  const bytes = Uint8Array.from(atob(canvas.toDataURL("image/png").split(",")[1]), (sign) => sign.charCodeAt(0));
  return new File([bytes], "signature.png", { type: "image/png" });
}

function put(input, file) {
  const files = new DataTransfer();
  if (file) files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

each("[data-pen]", (pen) => {
  const input = pen.querySelector("input[type=file]");
  const sheet = pen.querySelector("[data-pen-sheet]");
  const canvas = pen.querySelector("[data-pen-canvas]");
  const state = pen.querySelector("[data-pen-state]");
  const required = input.required;
  pen.querySelector(".pen-plain").classList.add("said-only");
  input.tabIndex = -1;
  input.required = false;
  sheet.hidden = false;
  pen.querySelector("[data-pen-actions]").hidden = false;
  const pad = new SignaturePad(canvas, { penColor: ink, backgroundColor: "rgba(255, 255, 255, 0)", minWidth: 0.8, maxWidth: 2.6 });

  // A drawing is kept when the box changes size; a turned telephone does not lose a signature.
  const size = () => {
    const ratio = Math.max(devicePixelRatio, 2);
    const strokes = pad.toData();
    canvas.width = canvas.clientWidth * ratio;
    canvas.height = canvas.clientHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.fromData(strokes);
  };
  const keep = () => {
    state.textContent = "";
    put(input, pad.isEmpty() ? null : picture(canvas));
  };
  new ResizeObserver(size).observe(canvas);
  pad.addEventListener("endStroke", keep);
  pen.querySelector("[data-pen-clear]").addEventListener("click", () => {
    pad.clear();
    keep();
  });
  pen.querySelector("[data-pen-undo]").addEventListener("click", () => {
    pad.fromData(pad.toData().slice(0, -1));
    keep();
  });
  input.form?.addEventListener("submit", (event) => {
    if (!required || !pad.isEmpty() || input.files.length || pen.closest("[hidden]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    state.textContent = say("pen_empty");
    canvas.focus();
  }, { capture: true });
});
