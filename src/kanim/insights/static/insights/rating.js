// The officer hands the screen over: only the survey is shown until the applicant gives it back.
for (const rating of document.querySelectorAll("[data-rating]")) {
  const open = rating.querySelector("[data-rating-open]");
  open.hidden = !document.fullscreenEnabled;
  open.addEventListener("click", () => rating.requestFullscreen());
  rating.querySelector("[data-rating-close]").addEventListener("click", () => document.exitFullscreen());
  // On the big screen one touch leads on to the next line that has no answer yet.
  rating.addEventListener("change", () => {
    if (document.fullscreenElement !== rating) return;
    const lines = [...rating.querySelectorAll(".rating-line")];
    const next = lines.find((line) => !line.querySelector(":checked"));
    (next ?? rating.querySelector("[data-rating-close]")).scrollIntoView({ block: "center", behavior: "smooth" });
  });
}
