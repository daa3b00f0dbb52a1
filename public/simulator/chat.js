/** One person's Telegram: the messages, what can be sent, and the state of the chat with the bot. */
import { createLog, emptyElement } from './chat-log.js';
import { showKeys, wireAttachments, wireWriting } from './composer.js';
import { messageElement } from './message.js';
import { drawSamplePhoto } from './sample-photo.js';
import { clonePhone, createReport, showBusy } from './sending.js';

/**
 * Makes the phone of `person` from the page's template.
 * `api` posts deeds; `botName` and the person's `startArg` make the invitation link.
 */
export function createChat(person, { words, api, botName }) {
  const root = clonePhone('#telegram', words.log, person);
  const deeds = createDeeds(root, person, { words, api });
  const log = createLog(root.querySelector('.log'), (message) =>
    messageElement(message, words, (data, button) => deeds.tap(message, data, button)),
  );
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

/** What the person can do; a refusal is shown. */
function createDeeds(root, { id }, { words, api }) {
  const report = createReport(root, words);
  const act = async (kind, rest) => (await report(api.act(id, { kind, ...rest }))) !== null;
  const photo = (file) => report(api.photo(id, file));
  return {
    photo,
    text: (text) => act('text', { text }),
    press: (label) => act('press', { label }),
    tap(message, data, button) {
      showBusy(button);
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
