// The public queue display: follows a stream of calls, rings, and says the ticket in Indonesian.
//   <div data-display="stream address" data-fragment="address of the list">
// A message is {"ticket": "A 012", "counter": "Loket 3", "spoken": "A, nol, satu, dua"} in an event named "call";
// an event named "refresh" fetches the list again.
const { each, say } = window.kanim;
const chime = [[659.3, 0], [523.3, 0.28], [784, 0.56]];
const waiting = [];
let context;
let speaking = false;

function ring() {
  if (!context || context.state !== "running") return Promise.resolve();
  for (const [pitch, at] of chime) {
    const tone = context.createOscillator();
    const loudness = context.createGain();
    const begins = context.currentTime + at;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0, begins);
    loudness.gain.linearRampToValueAtTime(0.35, begins + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, begins + 0.9);
    tone.connect(loudness).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 1);
  }
  return new Promise((resolve) => setTimeout(resolve, 1500));
}

function speak(text, language) {
  return new Promise((resolve) => {
    if (!window.speechSynthesis) return resolve();
    const voice = speechSynthesis.getVoices().find(({ lang }) => lang.replace("_", "-").startsWith(language.slice(0, 2)));
    const words = new SpeechSynthesisUtterance(text);
    words.lang = language;
    if (voice) words.voice = voice;
    words.rate = 0.9;
    words.onend = words.onerror = resolve;
    setTimeout(resolve, 12000);
    speechSynthesis.speak(words);
  });
}

function show(display, call) {
  display.querySelector("[data-display-ticket]").textContent = call.ticket;
  display.querySelector("[data-display-counter]").textContent = call.counter;
  const now = display.querySelector("[data-display-now]");
  now.hidden = false;
  now.classList.remove("display-new");
  void now.offsetWidth;
  now.classList.add("display-new");
}

async function work(display) {
  if (speaking) return;
  speaking = true;
  for (let call = waiting.shift(); call; call = waiting.shift()) {
    show(display, call);
    await ring();
    if (context?.state === "running") {
      await speak(call.text ?? say("call", call.spoken ?? call.ticket, call.counter), call.language ?? "id-ID");
    }
  }
  speaking = false;
}

function follow(display) {
  const state = display.querySelector("[data-display-state]");
  const stream = new EventSource(display.dataset.display);
  stream.addEventListener("open", () => { state.textContent = ""; refresh(display); });
  stream.addEventListener("error", () => { state.textContent = say("reconnecting"); });
  stream.addEventListener("call", (event) => {
    waiting.push(JSON.parse(event.data));
    work(display);
    refresh(display);
  });
  stream.addEventListener("refresh", () => refresh(display));
}

function refresh(display) {
  if (display.dataset.fragment) window.htmx.ajax("GET", display.dataset.fragment, { target: "[data-display-list]", swap: "innerHTML" });
}

function showTime(place) {
  const format = new Intl.DateTimeFormat(document.body.dataset.language, {
    weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit",
  });
  const tick = () => { place.textContent = format.format(new Date()); };
  tick();
  setInterval(tick, 5000);
}

each("[data-display]", (display) => {
  // Browsers stay silent until someone has touched the page once.
  const sound = display.querySelector("[data-display-sound]");
  const wake = async () => {
    context ??= new AudioContext();
    await context.resume();
    if (sound) sound.hidden = context.state === "running";
  };
  sound?.addEventListener("click", wake);
  wake();
  const place = display.querySelector("[data-display-clock]");
  if (place) showTime(place);
  navigator.wakeLock?.request("screen").catch(() => {});
  follow(display);
});
