// Builds what the browser loads into src/kanim/ui/static/dist.
// `node build.js` builds once; `--watch` keeps building; file names carry no hash (Django adds it).
import { readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import * as esbuild from "esbuild";
import { buildSprite } from "./sprite.js";
import { usedTabler } from "./tabler.js";

const here = import.meta.dirname;
const out = join(here, "../src/kanim/ui/static/dist");
const watch = process.argv.includes("--watch");
const entries = ["theme", "app", "diagram", "pen", "camera", "chart", "display"];

const options = {
  absWorkingDir: here,
  entryPoints: [
    ...entries.map((name) => ({ in: `src/${name}.js`, out: name })),
    { in: "src/css/app.css", out: "app" },
  ],
  outdir: out,
  bundle: true,
  minify: !watch,
  format: "iife",
  target: ["chrome123", "firefox128", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  legalComments: "external",
  logLevel: "warning",
  plugins: watch ? [] : [usedTabler],
};

function copyLicences() {
  const wanted = ["@fontsource-variable/ibm-plex-sans", "@tabler/icons", "bpmn-js"];
  const text = wanted.map((name) => {
    const licence = readFileSync(join(here, "node_modules", name, "LICENSE"), "utf8");
    return `${name}\n\n${licence}`;
  });
  writeFileSync(join(out, "licences.txt"), text.join("\n\n----\n\n"));
}

if (!watch) rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const icons = buildSprite({
  sources: join(here, "../src/kanim"),
  icons: join(here, "node_modules/@tabler/icons/icons"),
  own: join(here, "src"),
  file: join(out, "icons.svg"),
});
copyLicences();
if (watch) {
  const context = await esbuild.context(options);
  await context.watch();
  console.log("watching frontend/src");
} else {
  await esbuild.build(options);
  console.log(`built ${entries.length} scripts, app.css and ${icons} icons`);
}
