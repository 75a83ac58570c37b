import htmx from "htmx.org";
import { each } from "./parts.js";
import * as time from "./office-time.js";
import * as words from "./words.js";
import { loadBundles } from "./bundles.js";
import "./theme-choice.js";
import "./menus.js";
import "./dialogs.js";
import "./sending.js";
import "./drafts.js";
import "./shortcuts.js";
import "./countdown.js";
import "./tables.js";
import "./fields.js";
import "./files.js";
import "./tabs.js";

// The bundles that are fetched later find the same parts and words here.
window.kanim = { each, ...time, ...words };
window.htmx = htmx;
loadBundles();
