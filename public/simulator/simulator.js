/** The simulator page: people side by side (tabs on a phone), kept up to date over server-sent events. */
import { createChat } from './chat.js';
import { el } from './message.js';

const words = JSON.parse(document.body.dataset.words);
const { language } = document.body.dataset;
const chats = new Map();
const tabs = document.querySelector('#tabs');
const main = document.querySelector('#chats');
const trouble = document.querySelector('#trouble');
let chosen = null;

const post = (path, body, type) =>
  fetch(`/simulator/people${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, 'x-simulator': '1' },
  }).then(
    (response) => (response.ok ? response.json() : null),
    () => null,
  );
const api = {
  act: (id, deed) => post(`/${id}/acts`, JSON.stringify(deed), 'application/json'),
  photo: (id, file) => post(`/${id}/photo`, file, file.type || 'image/jpeg'),
};

// ---------------------------------------------------------------- people

function addChat(person, botName) {
  const chat = createChat(person, { words, api, botName });
  chat.tab = tabElement(person);
  tabs.append(chat.tab);
  main.append(chat.root);
  chats.set(person.id, chat);
  if (chosen === null) choose(person.id);
  return chat;
}

function tabElement({ id, name }) {
  const dot = el('span', { class: 'sr unread', text: '' });
  const tab = el(
    'button',
    { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `chat-${id}` },
    el('span', { text: name }),
    dot,
  );
  tab.addEventListener('click', () => choose(id));
  return tab;
}

/** On a phone one chat is shown; on a wide screen all are and this only moves the mark. */
function choose(id) {
  chosen = id;
  for (const [other, { root, tab }] of chats) {
    const is = other === id;
    root.classList.toggle('chosen', is);
    tab.setAttribute('aria-selected', String(is));
    tab.tabIndex = is ? 0 : -1;
    if (is) markUnread(tab, false);
  }
  chats.get(id)?.tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  chats.get(id)?.shown();
}

function markUnread(tab, unread) {
  tab.classList.toggle('has-news', unread);
  tab.querySelector('.unread').textContent = unread ? ` (${words.unread})` : '';
}

tabs.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const ids = [...chats.keys()];
  const next = ids[(ids.indexOf(chosen) + step + ids.length) % ids.length];
  choose(next);
  chats.get(next).tab.focus();
});

// ---------------------------------------------------------------- live

async function load() {
  const response = await fetch(`/simulator/state?lang=${language}`);
  const { people, botName } = await response.json();
  for (const person of people) {
    const chat = chats.get(person.id) ?? addChat(person, botName);
    chat.fill(person.messages, person.chat);
  }
}

const on = {
  message({ person, message, chat: part }) {
    const chat = chats.get(person);
    if (chat === undefined) return load();
    chat.put(message);
    chat.update(part);
    if (!message.mine) {
      chat.answered();
      if (person !== chosen) markUnread(chat.tab, true);
    }
  },
  edited({ person, message }) {
    chats.get(person)?.put(message);
  },
  tap_answered({ person }) {
    chats.get(person)?.answered();
  },
  chat_changed({ person, chat: part }) {
    const chat = chats.get(person);
    if (chat === undefined) return load();
    chat.update(part);
  },
};

/** The browser reconnects by itself; what was missed meanwhile comes with the state. */
function listen() {
  const source = new EventSource('/simulator/events');
  source.addEventListener('open', async () => {
    await load();
    trouble.hidden = true;
  });
  source.addEventListener('error', () => {
    trouble.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
  source.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data);
    on[event.type]?.(event);
  });
}

// ---------------------------------------------------------------- adding people

const form = document.querySelector('#add-form');
const opener = document.querySelector('#add-open');

function openForm(open) {
  form.hidden = !open;
  opener.setAttribute('aria-expanded', String(open));
  (open ? form.elements.namedItem('name') : opener).focus();
}
opener.addEventListener('click', () => openForm(form.hidden));
document.querySelector('#add-cancel').addEventListener('click', () => openForm(false));
form.addEventListener('keydown', ({ key }) => key === 'Escape' && openForm(false));
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const added = await post(
    '',
    JSON.stringify({ name: form.elements.namedItem('name').value }),
    'application/json',
  );
  if (added === null) return;
  form.reset();
  openForm(false);
  await load();
  choose(added.id);
  chats.get(added.id)?.root.scrollIntoView({ inline: 'end', block: 'nearest' });
});

listen();
