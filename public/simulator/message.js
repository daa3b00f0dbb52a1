/** Builds a message's element. Everything people typed goes in as text, never as markup. */

/** Makes an element: `el('p', { class: 'x', text: '…' }, child, …)`; other keys become attributes. */
export function el(tag, { text, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  if (text !== undefined) element.textContent = text;
  element.append(...children.filter(Boolean));
  return element;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** `dd/mm HH:mm`, Vietnam time. */
export function timeOf(at) {
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.day}/${part.month} ${part.hour}:${part.minute}`;
}

/** What a message carries beside its text, by the field of the view that says so. */
const carried = {
  photo: (message, words) =>
    el('img', {
      class: 'photo',
      alt: words.photo,
      src: `/simulator/files/${encodeURIComponent(message.photo)}`,
      loading: 'lazy',
    }),
  document: ({ document: file }, words) => documentCard(file, words),
  voice: (_, words) => card(words.voice, '▁▃▅▂▆▃▁▄▂ 0:03'),
  video: (_, words) => card(words.video, '0:03'),
  sticker: ({ sticker }) => el('span', { class: 'sticker', text: sticker }),
  location: ({ location }, words) =>
    card(words.location, `${location.latitude.toFixed(4)}, ${location.longitude.toFixed(4)}`),
  phone: ({ phone }, words) => card(words.phone, phone.startsWith('+') ? phone : `+${phone}`),
};

const card = (title, line) =>
  el('div', { class: 'card' }, el('strong', { text: title }), el('span', { text: line }));

/** A file: its name, and where the page has it, the way to keep it. */
function documentCard({ name, size, file }, words) {
  const shown = name || sizeOf(size ?? 0);
  if (file === undefined) return card(words.document, shown);
  const link = el('a', {
    href: `/simulator/files/${encodeURIComponent(file)}/kept`,
    download: shown,
    text: shown,
  });
  return el('div', { class: 'card' }, el('strong', { text: words.document }), link);
}
const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

/** The message with its buttons; `onTap(data, button)` is called for a tap. */
export function messageElement(message, words, onTap) {
  const who = message.mine ? words.you : words.bot;
  const extras = Object.keys(carried)
    .filter((field) => message[field] !== undefined)
    .map((field) => carried[field](message, words));
  const time = `${message.edited ? `${words.edited} · ` : ''}${timeOf(message.at)}`;
  const bubble = el(
    'div',
    { class: 'bubble' },
    el('span', { class: 'sr', text: `${who}: ` }),
    ...extras,
    message.text !== '' && el('p', { class: 'text', dir: 'auto', text: message.text }),
    el('time', { datetime: new Date(message.at).toISOString(), text: time }),
  );
  const rows = message.buttons.map((row) =>
    el('div', { class: 'row' }, ...row.map((button) => buttonElement(button, onTap))),
  );
  return el(
    'article',
    { class: message.mine ? 'message mine' : 'message', 'data-id': String(message.id) },
    bubble,
    rows.length > 0 && el('div', { class: 'buttons' }, ...rows),
  );
}

function buttonElement({ label, data, url }, onTap) {
  if (url !== undefined) return el('a', { href: url, target: '_blank', rel: 'noreferrer', text: label });
  const button = el('button', { type: 'button', text: label });
  button.addEventListener('click', () => onTap(data, button));
  return button;
}
