/** The list of messages of one chat; stays at the newest message while the reader is there, or where a long answer begins. */
import { el } from './message.js';

const nearBottomPx = 80;
const abovePx = 12;

/** Messages that come this close together are one answer. */
const oneAnswerMs = 2000;

/** The newest answer once this message has come; what the person wrote is none. */
function answerWith({ begins, at }, message, element) {
  if (message.mine) return { begins: null, at: message.at };
  const goesOn = begins !== null && message.at - at < oneAnswerMs;
  return { begins: goesOn ? begins : element, at: message.at };
}

/** @param elementOf makes the element of a message */
export function createLog(root, elementOf) {
  let count = 0;
  let pinned = true;
  const toBottom = () => {
    root.scrollTop = root.scrollHeight;
  };
  /** Where the newest answer begins, and when its last message came. */
  let answer = { begins: null, at: 0 };
  /** To the end, but never past the beginning of the newest answer. */
  const toNewest = () => {
    const { begins } = answer;
    root.scrollTop = begins ? begins.offsetTop - root.offsetTop - abovePx : root.scrollHeight;
  };
  // A tapped button leaves no message of one's own; what comes then is another answer.
  root.addEventListener('click', () => {
    answer = { begins: null, at: 0 };
  });
  let top = 0;
  // Only going up leaves the newest message; a log that grew or got narrower does not.
  root.addEventListener('scroll', () => {
    const isNear = root.scrollHeight - root.scrollTop - root.clientHeight < nearBottomPx;
    pinned = isNear || (pinned && root.scrollTop >= top);
    top = root.scrollTop;
  });
  // Reply keys, an opening keyboard or a turned phone change its size.
  new ResizeObserver(() => pinned && toNewest()).observe(root);

  return {
    toBottom,
    isEmpty: () => count === 0,
    /** Adds a message, or changes the one that is there already. */
    put(message) {
      const element = elementOf(message);
      element.querySelector('img')?.addEventListener('load', () => pinned && toNewest());
      const known = root.querySelector(`[data-id="${message.id}"]`);
      if (known) {
        if (answer.begins === known) answer.begins = element;
        return known.replaceWith(element);
      }
      const stay = pinned || message.mine;
      if (count === 0) root.replaceChildren();
      root.append(element);
      count += 1;
      answer = answerWith(answer, message, element);
      if (stay) toNewest();
    },
    /** Empties it, down to what shall stand there instead of messages. */
    clear(instead) {
      count = 0;
      pinned = true;
      answer = { begins: null, at: 0 };
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
