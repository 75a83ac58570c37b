// Collects the icons that templates, Python and scripts name, into one SVG file.
// An icon is named as {% icon "name" %}, icon="name" or icon("name"). In a Python file that speaks of icons,
// every quoted text that is the name of one counts: a navigation list may give it without a keyword.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const naming = [
  /\{%\s*icon\s+["']([a-z0-9-]+)["']/g,
  /\bicon["']?\s*[=:]\s*["']([a-z0-9-]+)["']/g,
  /\bicon\(\s*["']([a-z0-9-]+)["']/g,
];

// Chosen by a default or a tone rather than by name.
const always = ["inbox", "circle", "circle-check", "info-circle", "alert-triangle", "alert-octagon", "star"];

function* sourceFiles(root) {
  for (const entry of readdirSync(root, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && /\.(html|py|js)$/.test(entry.name) && !/\/(static|tests|migrations)\//.test(path)) {
      yield path;
    }
  }
}

const quoted = /["']([a-z][a-z0-9]*(?:-[a-z0-9]+)*)["']/g;

function namesIn(roots, exists) {
  const names = new Map(always.map((name) => [name, "sprite.js"]));
  for (const path of roots.flatMap((root) => [...sourceFiles(root)])) {
    const text = readFileSync(path, "utf8");
    for (const pattern of naming) {
      for (const [, name] of text.matchAll(pattern)) {
        if (!names.has(name)) names.set(name, path);
      }
    }
    if (!path.endsWith(".py") || !/\bicon\b/.test(text)) continue;
    for (const [, name] of text.matchAll(quoted)) {
      if (!names.has(name) && exists(name)) names.set(name, path);
    }
  }
  return names;
}

function symbol(name, svg, kind) {
  const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace("</svg>", "");
  const drawn = body.replaceAll(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/g, "").trim();
  const paint = kind === "filled"
    ? 'fill="currentColor"'
    : 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${paint}>${drawn.replaceAll(/\s*\n\s*/g, "")}</symbol>`;
}

function place(icons, name) {
  const filled = name.endsWith("-filled");
  const kind = filled ? "filled" : "outline";
  return { kind, path: join(icons, kind, `${filled ? name.slice(0, -7) : name}.svg`) };
}

function findIcon(icons, name) {
  const { kind, path } = place(icons, name);
  return existsSync(path) ? symbol(name, readFileSync(path, "utf8"), kind) : null;
}

export function buildSprite({ sources, own, icons, file }) {
  const symbols = [];
  const missing = [];
  const exists = (name) => existsSync(place(icons, name).path);
  for (const [name, path] of [...namesIn([sources, own], exists)].sort()) {
    const drawn = findIcon(icons, name);
    if (drawn) symbols.push(drawn);
    else missing.push(`${name} (${path})`);
  }
  if (missing.length) console.warn(`no such Tabler icon: ${missing.join(", ")}`);
  writeFileSync(file, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`);
  return symbols.length;
}
