// Runs before the page is drawn, so that a dark desk never flashes white.
const chosen = localStorage.getItem("kanim-theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const apply = () => {
  const theme = localStorage.getItem("kanim-theme") ?? (dark.matches ? "dark" : "light");
  document.documentElement.dataset.bsTheme = theme;
};
document.documentElement.dataset.theme = chosen ?? "auto";
apply();
dark.addEventListener("change", apply);
