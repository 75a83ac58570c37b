// The kiosk: what a scanner types must always land in the field, and a ticket prints by itself.
const field = document.querySelector("[data-scan]");
if (field) {
  field.focus();
  document.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && !event.ctrlKey && !event.altKey) field.focus();
  });
}

const whole = document.querySelector("[data-kiosk-home]");
if (whole) {
  const home = () => location.replace(whole.dataset.kioskHome);
  if (whole.matches("[data-kiosk-print]")) window.print();
  let leaving = setTimeout(home, Number(whole.dataset.kioskSeconds) * 1000);
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => {
      clearTimeout(leaving);
      leaving = setTimeout(home, Number(whole.dataset.kioskSeconds) * 1000);
    });
  }
}
