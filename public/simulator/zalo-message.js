/** A message on Zalo: like any other, with its price and its ticks, and cards that ask or list. */
import { el, messageElement } from './message.js';
import { priceOf } from './zalo-window.js';

/** The message's element; `onTap(message, at, button)` for a button, `onShare()` for a card that asks. */
export function zaloMessageElement(message, { words, language, onTap, onShare }) {
  const rows = message.buttons.map(({ label, at, url }) => [{ label, data: at, url }]);
  const element = messageElement({ ...message, buttons: rows }, words, (at, button) =>
    onTap(message, at, button),
  );
  const bubble = element.querySelector('.bubble');
  const time = bubble.querySelector('time');
  for (const row of message.rows ?? []) time.before(cardOf(row));
  if (message.asks) time.before(cardOf(message.asks), shareButton(words, onShare));
  if (message.cost) bubble.append(metaElement(message, { time, words, language }));
  return element;
}

const cardOf = ({ title, subtitle }) =>
  el(
    'div',
    { class: 'card' },
    el('strong', { text: title }),
    subtitle !== '' && el('span', { text: subtitle }),
  );

function shareButton(words, onShare) {
  const button = el('button', { type: 'button', class: 'share', text: words.shareInfo });
  button.addEventListener('click', onShare);
  return button;
}

/** When, for how much, from which allowance, and whether it was seen. */
function metaElement({ cost, seen }, { time, words, language }) {
  const quota = words[`quota_${cost.quotaType}`] ?? cost.quotaType;
  const price = priceOf(cost, words, language);
  return el(
    'p',
    { class: 'meta' },
    time,
    el('span', { class: cost.priceVnd === 0 ? 'cost' : 'cost paid', text: `${price} · ${quota}` }),
    tickElement(seen, words),
  );
}

const tickElement = (seen, words) =>
  el('span', { class: seen ? 'tick seen' : 'tick', text: seen ? `✓✓ ${words.seen}` : `✓ ${words.received}` });

/** Marks messages that were seen meanwhile. */
export function showSeen(root, ids, words) {
  for (const id of ids) {
    const tick = root.querySelector(`[data-id="${id}"] .tick:not(.seen)`);
    tick?.replaceWith(tickElement(true, words));
  }
}
