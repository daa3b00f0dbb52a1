/** The people side by side; on a phone one at a time, by tabs. */
import { el } from './message.js';

const tabs = document.querySelector('#tabs');
const main = document.querySelector('#chats');

/** @param words the page's texts */
export function createPeople(words) {
  const people = new Map();
  let chosen = null;

  const markUnread = (tab, unread) => {
    tab.classList.toggle('has-news', unread);
    tab.querySelector('.unread').textContent = unread ? ` (${words.unread})` : '';
  };

  /** On a phone one chat is shown; on a wide screen all are and this only moves the mark. */
  const choose = (id) => {
    chosen = id;
    for (const [other, { root, tab }] of people) {
      const is = other === id;
      root.classList.toggle('chosen', is);
      tab.setAttribute('aria-selected', String(is));
      tab.tabIndex = is ? 0 : -1;
      if (is) markUnread(tab, false);
    }
    people.get(id)?.tab.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    people.get(id)?.shown();
  };

  tabs.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const ids = [...people.keys()];
    const next = ids[(ids.indexOf(chosen) + step + ids.length) % ids.length];
    choose(next);
    people.get(next).tab.focus();
  });

  return {
    get: (id) => people.get(id),
    all: () => people.values(),
    choose,
    add(id, name, person) {
      const tab = tabElement(id, name);
      tab.addEventListener('click', () => choose(id));
      tabs.append(tab);
      main.append(person.root);
      people.set(id, { ...person, tab });
      if (chosen === null) choose(id);
    },
    /** Something came for that person on that phone. */
    news(id, phone) {
      const { tab, news } = people.get(id);
      news(phone);
      if (id !== chosen) markUnread(tab, true);
    },
  };
}

const tabElement = (id, name) =>
  el(
    'button',
    { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `chat-${id}` },
    el('span', { text: name }),
    el('span', { class: 'sr unread', text: '' }),
  );
