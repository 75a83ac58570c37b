// A photo from the camera, put into the form's file input as a JPEG. Choosing a file stays possible.
const { each, say } = window.kanim;
const shapes = { face: { ratio: 35 / 45, height: 1200 }, page: { ratio: 125 / 88, height: 1200 } };

function cut(video, { ratio, height }) {
  const canvas = document.createElement("canvas");
  const [wide, high] = [video.videoWidth, video.videoHeight];
  const taken = wide / high > ratio ? [high * ratio, high] : [wide, wide / ratio];
  canvas.height = Math.min(height, taken[1]);
  canvas.width = Math.round(canvas.height * ratio);
  const from = [(wide - taken[0]) / 2, (high - taken[1]) / 2];
  canvas.getContext("2d").drawImage(video, ...from, ...taken, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// Mean and spread of the light in the cut, from a small copy: enough to say "too dark" at once.
function light(canvas) {
  const small = document.createElement("canvas");
  small.width = small.height = 48;
  const context = small.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0, 48, 48);
  const { data } = context.getImageData(0, 0, 48, 48);
  let sum = 0;
  let bright = 0;
  for (let place = 0; place < data.length; place += 4) {
    const value = 0.2126 * data[place] + 0.7152 * data[place + 1] + 0.0722 * data[place + 2];
    sum += value;
    if (value > 250) bright += 1;
  }
  const count = data.length / 4;
  return { mean: sum / count, glare: bright / count };
}

function advice(canvas) {
  const { mean, glare } = light(canvas);
  if (mean < 60) return say("camera_dark");
  if (mean > 215 || glare > 0.25) return say("camera_bright");
  return "";
}

each("[data-camera]", (camera) => {
  const part = (name) => camera.querySelector(`[data-camera-${name}]`);
  const [stage, video, shot, start, take, again, choice] =
    ["stage", "video", "shot", "start", "take", "again", "choice"].map(part);
  const input = camera.querySelector("input[type=file]");
  const shape = shapes[camera.dataset.shape] ?? shapes.face;
  let stream;

  const stop = () => stream?.getTracks().forEach((track) => track.stop());
  const tell = (text) => { part("advice").textContent = text; };

  async function listCameras() {
    const devices = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
    choice.replaceChildren(...devices.map(({ label, deviceId }, place) => new Option(label || place + 1, deviceId)));
    choice.value = stream.getVideoTracks()[0].getSettings().deviceId;
    choice.hidden = devices.length < 2;
  }

  async function open(deviceId) {
    stop();
    try {
      const wanted = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: camera.dataset.shape === "page" ? "environment" : "user" };
      stream = await navigator.mediaDevices.getUserMedia({ video: { ...wanted, width: { ideal: 1920 }, height: { ideal: 1080 } } });
    } catch (error) {
      tell(say(error.name === "NotAllowedError" ? "camera_refused" : "camera_none"));
      return;
    }
    video.srcObject = stream;
    stage.hidden = take.hidden = false;
    video.hidden = false;
    shot.hidden = start.hidden = again.hidden = true;
    stage.classList.remove("camera-done");
    tell(say(camera.dataset.shape === "page" ? "camera_page" : "camera_face"));
    await listCameras();
  }

  function show(blob) {
    shot.src = URL.createObjectURL(blob);
    shot.onload = () => URL.revokeObjectURL(shot.src);
    shot.hidden = stage.hidden = false;
    video.hidden = take.hidden = choice.hidden = start.hidden = true;
    again.hidden = !navigator.mediaDevices;
    stage.classList.add("camera-done");
  }

  take.addEventListener("click", () => {
    const canvas = cut(video, shape);
    canvas.toBlob((blob) => {
      const files = new DataTransfer();
      files.items.add(new File([blob], "photo.jpg", { type: "image/jpeg" }));
      input.files = files.files;
      stop();
      show(blob);
      tell(advice(canvas));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      again.focus();
    }, "image/jpeg", 0.93);
  });
  input.addEventListener("change", (event) => {
    if (!event.isTrusted || !input.files.length) return;
    stop();
    show(input.files[0]);
    tell("");
  });
  start.addEventListener("click", () => open());
  again.addEventListener("click", () => open());
  choice.addEventListener("change", () => open(choice.value));
  window.addEventListener("pagehide", stop);
  if (!navigator.mediaDevices) {
    start.hidden = true;
    tell(say("camera_none"));
  }
});
