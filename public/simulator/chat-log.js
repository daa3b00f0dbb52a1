/** The list of messages of one chat; stays at the newest message while the reader is there. */
import { el } from './message.js';

const nearBottomPx = 80;

/** @param elementOf makes the element of a message */
export function createLog(root, elementOf) {
  let count = 0;
  let pinned = true;
  const toBottom = () => {
    root.scrollTop = root.scrollHeight;
  };
  let top = 0;
  // Only going up leaves the newest message; a log that grew or got narrower does not.
  root.addEventListener('scroll', () => {
    const isNear = root.scrollHeight - root.scrollTop - root.clientHeight < nearBottomPx;
    pinned = isNear || (pinned && root.scrollTop >= top);
    top = root.scrollTop;
  });
  // Reply keys, an opening keyboard or a turned phone change its size.
  new ResizeObserver(() => pinned && toBottom()).observe(root);

  return {
    toBottom,
    isEmpty: () => count === 0,
    /** Adds a message, or changes the one that is there already. */
    put(message) {
      const stay = pinned || message.mine;
      const element = elementOf(message);
      const known = root.querySelector(`[data-id="${message.id}"]`);
      if (known) known.replaceWith(element);
      else {
        if (count === 0) root.replaceChildren();
        root.append(element);
        count += 1;
      }
      element.querySelector('img')?.addEventListener('load', () => pinned && toBottom());
      if (stay) toBottom();
    },
    /** Empties it, down to what shall stand there instead of messages. */
    clear(instead) {
      count = 0;
      pinned = true;
      root.replaceChildren(instead);
    },
    settle() {
      for (const busy of root.querySelectorAll('.busy')) busy.classList.remove('busy');
    },
  };
}

/** What stands in a chat without messages: the invitation a person was sent, or just that there is nothing. */
export function emptyElement({ startArg }, { words, botName, onBegin }) {
  if (startArg === null) return el('p', { class: 'empty', text: words.empty });
  const link = el('button', { type: 'button', class: 'link', text: `t.me/${botName}?start=${startArg}` });
  link.addEventListener('click', onBegin);
  return el(
    'div',
    { class: 'invitation' },
    el('strong', { text: words.invitation }),
    el('p', { text: words.invitationText }),
    link,
  );
}
