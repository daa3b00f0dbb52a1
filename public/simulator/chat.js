/** One person's phone: the messages, what can be sent, and the state of the chat with the bot. */
import { createLog, emptyElement } from './chat-log.js';
import { showKeys, wireAttachments, wireWriting } from './composer.js';
import { drawSamplePhoto } from './sample-photo.js';

const spinnerMs = 5000;

/**
 * Makes the chat of `person` from the page's template.
 * `api` posts deeds; `botName` and the person's `startArg` make the invitation link.
 */
export function createChat(person, { words, api, botName }) {
  const root = document.querySelector('#chat').content.firstElementChild.cloneNode(true);
  nameChat(root, person, words);
  const deeds = createDeeds(root, person, { words, api });
  const log = createLog(root.querySelector('.log'), { words, onTap: deeds.tap });
  const onBegin = () => deeds.text(person.startArg === null ? '/start' : `/start ${person.startArg}`);
  const closeAttachments = wireAttachments(root, deeds.things, deeds.photo);
  wireWriting(root, deeds.text);
  root.querySelector('.begin').addEventListener('click', onBegin);

  /** Shows state and reply keys; without a message yet, the way to begin. */
  const update = ({ state, keyboard }) => {
    const isOpen = state === 'open';
    const isFresh = log.isEmpty();
    root.querySelector('.blocked').hidden = isOpen;
    root.querySelector('.begin').hidden = !isOpen || !isFresh || person.startArg !== null;
    root.querySelector('.composer').hidden = !isOpen || isFresh;
    showKeys(root, isOpen && !isFresh ? keyboard : null, deeds.press);
    if (!isOpen || isFresh) closeAttachments();
  };
  return {
    root,
    update,
    put: log.put,
    answered: log.settle,
    shown: log.toBottom,
    /** Shows everything anew, after a reload or a lost connection. */
    fill(messages, part) {
      log.clear(emptyElement(person, { words, botName, onBegin }));
      for (const message of messages) log.put(message);
      update(part);
      log.toBottom();
    },
  };
}

function nameChat(root, { id, name, note }, words) {
  root.id = `chat-${id}`;
  root.setAttribute('aria-label', name);
  root.querySelector('.log').setAttribute('aria-label', words.log.replace('{{name}}', name));
  root.querySelector('h2').textContent = name;
  root.querySelector('.note').textContent = note;
  const avatar = root.querySelector('.avatar');
  avatar.textContent = initialOf(name);
  avatar.dataset.tone = String(id % 5);
}

/** The letter people go by: Vietnamese given names come last. */
const initialOf = (name) => [...(name.trim().split(/\s+/u).at(-1) ?? '?')][0]?.toLocaleUpperCase('vi') ?? '?';

/** What the person can do; each resolves to whether it was taken, and a refusal is shown. */
function createDeeds(root, { id }, { words, api }) {
  const wrong = root.querySelector('.wrong');
  const done = async (sending) => {
    wrong.hidden = true;
    const taken = (await sending) !== null;
    wrong.textContent = words.failed;
    wrong.hidden = taken;
    return taken;
  };
  const act = (kind, rest) => done(api.act(id, { kind, ...rest }));
  const photo = (file) => done(api.photo(id, file));
  return {
    photo,
    text: (text) => act('text', { text }),
    press: (label) => act('press', { label }),
    tap(message, data, button) {
      button.classList.add('busy');
      setTimeout(() => button.classList.remove('busy'), spinnerMs);
      act('tap', { data, messageId: message.id });
    },
    things: {
      photoFile: () => root.querySelector('input[type=file]').click(),
      photoSample: async () => photo(await drawSamplePhoto(words.samplePhotoText)),
      phone: () => act('share_phone'),
      location: () => act('share_location'),
      voice: () => act('voice'),
      sticker: () => act('sticker'),
      block: () => act('block'),
      unblock: () => act('unblock'),
    },
  };
}
