/** Reads personal codes by camera: with the browser's own reader, else with jsQR, which is loaded only then. */

const everyMs = 200;
const personal = /k_[0-9a-z]{1,11}-[\w-]{16}/;

/** The personal code inside what was read: alone, or in a link. */
export const codeIn = (text) => personal.exec(text)?.[0] ?? null;

function loadJsQr() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = '/check-in/jsqr.js';
    script.onload = () => resolve(window.jsQR);
    script.onerror = reject;
    document.head.append(script);
  });
}

async function createReader() {
  if ('BarcodeDetector' in window) {
    const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes('qr_code')) {
      const detector = new window.BarcodeDetector({ formats: ['qr_code'] });
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
    }
  }
  const jsQR = await loadJsQr();
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    if (video.videoWidth === 0) return null;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    pen.drawImage(video, 0, 0);
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(data, width, height)?.data ?? null;
  };
}

/** Shows the camera and tells each code once until another comes. Gives a function that stops it. @throws without a camera */
export async function startScan(video, found) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  video.srcObject = stream;
  await video.play();
  const read = await createReader();
  let last = null;
  const timer = setInterval(async () => {
    const text = await read(video).catch(() => null);
    if (text === null || text === last) return;
    last = text;
    found(text);
  }, everyMs);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
