/** The simulator page: people with their phones, kept up to date over server-sent events. */
import { wireAddPerson } from './add-person.js';
import { createChat } from './chat.js';
import { createPeople } from './people.js';
import { createPerson } from './person.js';
import { createZaloPhone } from './zalo-phone.js';

const words = JSON.parse(document.body.dataset.words);
const { language } = document.body.dataset;
const trouble = document.querySelector('#trouble');
const people = createPeople(words);

const post = (path, body, type = 'application/json') =>
  fetch(`/simulator${path}`, {
    method: 'POST',
    body: type === 'application/json' ? JSON.stringify(body) : body,
    headers: { 'content-type': type, 'x-simulator': '1' },
  }).then(
    (response) => (response.ok ? response.json() : null),
    () => null,
  );
const photo = (path, file) => post(path, file, file.type || 'image/jpeg');
const api = {
  act: (id, deed) => post(`/people/${id}/acts`, deed),
  photo: (id, file) => photo(`/people/${id}/photo`, file),
  zaloAct: (id, deed) => post(`/people/${id}/zalo/acts`, deed),
  zaloPhoto: (id, file) => photo(`/people/${id}/zalo/photo`, file),
  zaloMode: (buttons) => post('/zalo/mode', { buttons }),
};

function addPerson(person, botName) {
  const phones = {
    telegram: createChat(person, { words, api, botName }),
    zalo: createZaloPhone(person, { words, language, api }),
  };
  people.add(person.id, person.name, createPerson(person, phones, words));
}

// ---------------------------------------------------------------- live

async function load() {
  const response = await fetch(`/simulator/state?lang=${language}`);
  const state = await response.json();
  for (const person of state.people) {
    if (people.get(person.id) === undefined) addPerson(person, state.botName);
    const { telegram, zalo } = people.get(person.id).phones;
    telegram.fill(person.messages, person.chat);
    zalo.setAccount(state.zalo);
    zalo.fill(person.zalo.messages, person.zalo.phone);
  }
}

/** Shows a message that came; of the other side it also answers what was tapped. */
function put(name, id, message, part) {
  const phone = people.get(id).phones[name];
  phone.put(message);
  phone.update(part);
  if (message.mine) return;
  phone.answered();
  people.news(id, name);
}

/** Events about one person, by type. */
const onPerson = {
  message: ({ person, message, chat }) => put('telegram', person, message, chat),
  edited: ({ person, message }) => people.get(person).phones.telegram.put(message),
  tap_answered: ({ person }) => people.get(person).phones.telegram.answered(),
  chat_changed: ({ person, chat }) => people.get(person).phones.telegram.update(chat),
  zalo_message: ({ person, message, phone }) => put('zalo', person, message, phone),
  zalo_changed: ({ person, phone }) => people.get(person).phones.zalo.update(phone),
};
const onAll = {
  reload: load,
  zalo_account({ account }) {
    for (const { phones } of people.all()) phones.zalo.setAccount(account);
  },
};

function hear(event) {
  const isKnown = event.person === undefined || people.get(event.person) !== undefined;
  if (!isKnown) load();
  else (onPerson[event.type] ?? onAll[event.type])?.(event);
}

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
  source.addEventListener('message', ({ data }) => hear(JSON.parse(data)));
}

wireAddPerson(async (name) => {
  const added = await post('/people', { name });
  if (added === null) return null;
  return async () => {
    await load();
    people.choose(added.id);
    people.get(added.id)?.root.scrollIntoView({ inline: 'end', block: 'nearest' });
  };
});

listen();
