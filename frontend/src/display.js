// The public queue display: follows a stream of calls, rings, and says the ticket in Indonesian.
//   <div data-display="stream address" data-fragment="address of the list">
// A message is {"id": 7, "ticket": "A-012", "counter": "Loket 3", "text": "what is said", "language": "id-ID"} in an
// event named "call"; "refresh" fetches the list again; "pulse" only says that the line is alive.
const { dayAndClock, each, now, say } = window.kanim;
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

// The office's stream pulses; a longer silence means that the line is dead, noticed or not.
const silence = 40000;

function follow(display) {
  const state = display.querySelector("[data-display-state]");
  const called = new Set();
  let stream;
  let heard;
  let last = "";
  const hear = (event) => {
    heard = Date.now();
    last = event.lastEventId || last;
    state.textContent = "";
  };
  const listen = () => {
    stream?.close();
    heard = Date.now();
    const address = new URL(display.dataset.display);
    // A stream that is opened anew is told what it missed, as the browser's own attempts are.
    if (last) address.searchParams.set("last", last);
    stream = new EventSource(address);
    stream.addEventListener("open", (event) => { hear(event); refresh(display); });
    stream.addEventListener("error", () => { state.textContent = say("reconnecting"); });
    stream.addEventListener("pulse", hear);
    stream.addEventListener("refresh", (event) => { hear(event); refresh(display); });
    stream.addEventListener("call", (event) => {
      hear(event);
      const call = JSON.parse(event.data);
      if (called.has(call.id)) return;
      called.add(call.id);
      waiting.push(call);
      work(display);
      refresh(display);
    });
  };
  listen();
  window.addEventListener("online", listen);
  setInterval(() => {
    if (stream.readyState === EventSource.CLOSED || Date.now() - heard > silence) listen();
  }, 5000);
}

function refresh(display) {
  if (display.dataset.fragment) window.htmx.ajax("GET", display.dataset.fragment, { target: "[data-display-list]", swap: "innerHTML" });
}

function showTime(place) {
  const tick = () => { place.textContent = dayAndClock(now()); };
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
