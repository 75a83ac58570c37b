import { each } from "./parts.js";
import { say } from "./words.js";

const megabytes = (bytes) => (bytes / 1048576).toFixed(1);

function problem(input, file) {
  const largest = Number(input.dataset.largest ?? 0);
  if (largest && file.size > largest) return say("too_large", file.name, Math.floor(megabytes(largest)));
  const kinds = input.accept.split(",").map((kind) => kind.trim()).filter(Boolean);
  const fits = kinds.some((kind) =>
    kind.startsWith(".") ? file.name.toLowerCase().endsWith(kind)
      : kind.endsWith("/*") ? file.type.startsWith(kind.slice(0, -1)) : file.type === kind);
  return kinds.length && !fits ? say("wrong_kind", file.name) : "";
}

function row(file, trouble) {
  const item = document.createElement("li");
  if (file.type.startsWith("image/") && !trouble) {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.src = URL.createObjectURL(file);
    picture.onload = () => URL.revokeObjectURL(picture.src);
    item.append(picture);
  }
  const words = document.createElement("span");
  words.textContent = trouble || `${file.name} · ${megabytes(file.size)} MB`;
  if (trouble) item.className = "drop-bad";
  item.append(words);
  return item;
}

each("[data-drop]", (drop) => {
  const input = drop.querySelector("input[type=file]");
  const list = drop.querySelector("[data-drop-list]");
  const zone = drop.querySelector(".drop-zone");
  const show = () => {
    const files = [...input.files];
    const troubles = files.map((file) => problem(input, file));
    input.setCustomValidity(troubles.find(Boolean) ?? "");
    list.replaceChildren(...files.map((file, place) => row(file, troubles[place])));
    if (!files.length) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = say("remove");
    button.addEventListener("click", () => {
      input.value = "";
      show();
      input.focus();
    });
    list.lastElementChild.append(button);
  };
  input.addEventListener("change", show);
  for (const [name, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
    zone.addEventListener(name, () => zone.classList.toggle("drop-over", over));
  }
});
