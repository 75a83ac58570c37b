// Of Tabler's style sheet only what a template, a form or a script names is kept: a tenth of its size.
import { join } from "node:path";
import { PurgeCSS } from "purgecss";

export const usedTabler = {
  name: "used-tabler",
  setup(build) {
    build.onLoad({ filter: /tabler\.min\.css$/ }, async ({ path }) => {
      const here = import.meta.dirname;
      const [{ css }] = await new PurgeCSS().purge({
        content: [join(here, "../src/kanim/**/*.{html,py}"), join(here, "src/**/*.js")],
        css: [path],
        safelist: [/^show/, /data-bs-theme/],
      });
      return { contents: css, loader: "css" };
    });
  },
};
