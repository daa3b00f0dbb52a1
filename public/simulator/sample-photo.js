/** A drawn photo of a honey jar, so that trying needs no file at hand. */
const width = 960;
const height = 720;

/** @param {string} caption Words written on the picture, so that nobody takes it for a real one. */
export function drawSamplePhoto(caption) {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  drawTable(pen);
  drawJar(pen);
  pen.fillStyle = '#ffffff';
  pen.font = '600 40px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.fillText(caption, width / 2, height - 40);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.85);
  });
}

function drawTable(pen) {
  const wall = pen.createLinearGradient(0, 0, 0, height);
  wall.addColorStop(0, '#cfe6d4');
  wall.addColorStop(0.7, '#9cc7a8');
  wall.addColorStop(0.71, '#8a6a45');
  wall.addColorStop(1, '#6d5236');
  pen.fillStyle = wall;
  pen.fillRect(0, 0, width, height);
}

function drawJar(pen) {
  const honey = pen.createLinearGradient(340, 0, 620, 0);
  honey.addColorStop(0, '#b8740f');
  honey.addColorStop(0.45, '#eeb036');
  honey.addColorStop(1, '#a8640a');
  pen.fillStyle = honey;
  pen.beginPath();
  pen.roundRect(340, 210, 280, 360, 42);
  pen.fill();
  pen.fillStyle = '#f6f1e4';
  pen.fillRect(340, 320, 280, 150);
  pen.fillStyle = '#1d6b45';
  pen.font = '600 54px system-ui, sans-serif';
  pen.textAlign = 'center';
  pen.fillText('Mật ong', 480, 412);
  pen.fillStyle = '#8d2f22';
  pen.beginPath();
  pen.roundRect(355, 160, 250, 62, 14);
  pen.fill();
}
