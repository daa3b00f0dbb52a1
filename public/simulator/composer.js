/** The foot of a chat: writing, what can be sent besides text, and the reply keys the bot laid out. */
import { el } from './message.js';

const tallestPx = 132;

/** Wires the writing line; `onText` resolves to whether the text was taken, else it comes back. */
export function wireWriting(root, onText) {
  const textarea = root.querySelector('textarea');
  const grow = () => {
    textarea.style.height = 'auto';
    textarea.style.height = `${Math.min(textarea.scrollHeight, tallestPx)}px`;
  };
  const send = async () => {
    const text = textarea.value.trim();
    if (text === '') return;
    textarea.value = '';
    grow();
    if (!(await onText(text))) textarea.value = text;
  };
  root.querySelector('.composer').addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  textarea.addEventListener('input', grow);
  textarea.addEventListener('keydown', (event) => {
    // While a Vietnamese word is still being composed, Enter belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
}

/** Wires the things to send; `things` has a function per `data-do`. Gives the way to close the panel. */
export function wireAttachments(root, things, onFile) {
  const panel = root.querySelector('.attachments');
  const opener = root.querySelector('.attach');
  const open = (is) => {
    panel.hidden = !is;
    opener.setAttribute('aria-expanded', String(is));
  };
  opener.addEventListener('click', () => open(panel.hidden));
  root.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || panel.hidden) return;
    open(false);
    opener.focus();
  });
  for (const button of root.querySelectorAll('[data-do]')) {
    button.addEventListener('click', () => {
      open(false);
      things[button.dataset.do]();
    });
  }
  root.querySelector('input[type=file]').addEventListener('change', ({ target }) => {
    const [file] = target.files;
    target.value = '';
    if (file) onFile(file);
  });
  return () => open(false);
}

/** Shows the reply keyboard; `onPress(label)` for a pressed key. */
export function showKeys(root, keyboard, onPress) {
  const keys = root.querySelector('.keys');
  keys.hidden = keyboard === null;
  const keyElement = ({ label, asks }) => {
    const key = el('button', { type: 'button', text: label, class: asks === null ? undefined : 'asks' });
    key.addEventListener('click', () => onPress(label));
    return key;
  };
  const rows = (keyboard ?? []).map((row) => el('div', { class: 'row' }, ...row.map(keyElement)));
  keys.replaceChildren(...rows);
}
