import { each } from "./parts.js";

// On a telephone a row stands alone, so each cell carries its column's name.
function label(table) {
  const heads = [...table.querySelectorAll(":scope > thead > tr > *")].map((head) =>
    head.querySelector(".said-only") ? "" : head.textContent.trim());
  for (const row of table.querySelectorAll(":scope > tbody > tr")) {
    [...row.cells].forEach((cell, place) => {
      cell.dataset.label ??= heads[place] ?? "";
    });
  }
}

// Stacked rows are no longer drawn as a table; the roles keep them one for screen readers.
const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell" };

each("[data-table]", (table) => {
  label(table);
  table.role = roles.table;
  for (const element of table.querySelectorAll("thead, tbody, tr, td")) {
    element.role = roles[element.localName];
  }
  for (const head of table.querySelectorAll("th")) head.role = head.closest("thead") ? "columnheader" : "rowheader";
});

each("[data-table] > tbody > tr", (row) => label(row.closest("table")));

// A frame that does not scroll is not a stop for the keyboard.
each(".table-holder", (holder) => {
  new ResizeObserver(() => {
    const scrolls = holder.scrollWidth > holder.clientWidth + 1 || holder.scrollHeight > holder.clientHeight + 1;
    holder.tabIndex = scrolls ? 0 : -1;
  }).observe(holder);
});
