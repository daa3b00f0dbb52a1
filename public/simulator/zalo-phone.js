/** One person's Zalo: the chat with the OA, its menu, and the window in which the OA may write. */
import { createLog } from './chat-log.js';
import { wireAttachments, wireWriting } from './composer.js';
import { el } from './message.js';
import { drawSamplePhoto } from './sample-photo.js';
import { clonePhone, createReport, showBusy } from './sending.js';
import { wireInfoForm } from './zalo-info.js';
import { showSeen, zaloMessageElement } from './zalo-message.js';
import { createWindow } from './zalo-window.js';

/** Makes the phone of `person` from the page's template; `api` posts deeds. */
export function createZaloPhone(person, { words, language, api }) {
  const root = clonePhone('#zalo', words.zaloLog, person);
  const deeds = createDeeds(root, person, { words, api, openInfo: () => info.open() });
  const info = wireInfoForm(root, { person, words, onShare: (given) => deeds.act('share_info', given) });
  const log = createLog(root.querySelector('.log'), (message) =>
    zaloMessageElement(message, { words, language, onShare: info.open, onTap: deeds.tap }),
  );
  const strip = createWindow(root.querySelector('.window'), { words, language });
  const closeAttachments = wireAttachments(root, deeds.things, deeds.photo);
  wireWriting(root, deeds.text);
  for (const item of root.querySelectorAll('[data-say]'))
    item.addEventListener('click', () => deeds.text(item.dataset.say));
  let account = { name: '', buttons: true, listening: true };

  const update = (phone) => {
    const isNew = log.isEmpty() && !phone.follower && phone.window.state === 'never';
    const mayWrite = !phone.blocked && !isNew;
    root.querySelector('.blocked').hidden = !phone.blocked;
    root.querySelector('.profile').hidden = phone.blocked || !isNew;
    for (const part of ['.composer', '.menu']) root.querySelector(part).hidden = !mayWrite;
    for (const [name, is] of Object.entries(possible(phone)))
      root.querySelector(`.window-deeds [data-do=${name}]`).hidden = !is;
    if (!mayWrite) closeAttachments();
    info.setNumber(phone.number);
    showSeen(root, phone.seen, words);
    strip.show(phone);
  };
  return {
    root,
    update,
    put: log.put,
    answered: log.settle,
    shown: log.toBottom,
    setAccount(now) {
      account = now;
      root.querySelector('.not-listening').hidden = now.listening;
      for (const [name, is] of [
        ['modeButtons', now.buttons],
        ['modeNumbers', !now.buttons],
      ])
        root.querySelector(`[data-do=${name}]`).setAttribute('aria-pressed', String(is));
    },
    fill(messages, phone) {
      log.clear(profileElement(person, { words, account, onInvitation: deeds.text }));
      for (const message of messages) log.put(message);
      update(phone);
      log.toBottom();
    },
  };
}

/** Which deeds of the strip make sense now. */
const possible = ({ follower, blocked, window }) => ({
  follow: !follower,
  unfollow: follower,
  blockOa: !blocked,
  silent3: window.lastInteractionAt !== null,
  silent8: window.lastInteractionAt !== null,
});

/** The OA as a stranger sees it, with the invitation the person was sent, if any. */
function profileElement({ startArg }, { words, account, onInvitation }) {
  const head = el(
    'div',
    { class: 'oa' },
    el('span', { class: 'oa-mark', 'aria-hidden': 'true', text: 'OA' }),
    el('strong', { text: account.name }),
    el('span', { text: words.zaloAccount }),
  );
  if (startArg === null) return head;
  const code = el('button', { type: 'button', class: 'link', text: startArg });
  code.addEventListener('click', () => onInvitation(startArg));
  head.append(el('div', { class: 'invitation' }, el('p', { text: words.zaloInvitationText }), code));
  return head;
}

/** What the person can do; a refusal is shown, and what a button opens. */
function createDeeds(root, { id }, { words, api, openInfo }) {
  const report = createReport(root, words);
  const opens = root.querySelector('.opens');
  const act = async (kind, rest) => {
    opens.hidden = true;
    const answer = await report(api.zaloAct(id, { kind, ...rest }));
    if (answer === null) return false;
    opens.hidden = answer.opens === null;
    opens.textContent = words.opens.replace('{{what}}', answer.opens);
    return true;
  };
  const photo = (file) => report(api.zaloPhoto(id, file));
  const plain = ['voice', 'sticker', 'see', 'follow', 'unfollow', 'withdraw', 'unblock'];
  return {
    act,
    photo,
    text: (text) => act('text', { text }),
    tap(message, at, button) {
      showBusy(button);
      act('tap', { messageId: message.id, button: at });
    },
    things: {
      ...Object.fromEntries(plain.map((kind) => [kind, () => act(kind)])),
      photoFile: () => root.querySelector('input[type=file]').click(),
      photoSample: async () => photo(await drawSamplePhoto(words.samplePhotoText)),
      location: () => act('share_location'),
      shareInfo: openInfo,
      openChat: () => act('open_chat'),
      blockOa: () => act('block'),
      silent3: () => act('be_silent', { days: 3 }),
      silent8: () => act('be_silent', { days: 8 }),
      modeButtons: () => report(api.zaloMode(true)),
      modeNumbers: () => report(api.zaloMode(false)),
    },
  };
}
