/** A person on the page: who it is, and two phones between which a switch changes. */

/** Makes the person's part of the page; `phones` by name, of which the first is shown. */
export function createPerson(person, phones, words) {
  const root = document.querySelector('#person').content.firstElementChild.cloneNode(true);
  nameOf(root, person);
  const buttons = [...root.querySelectorAll('[data-phone]')];
  let current = Object.keys(phones)[0];

  /** Only the phone in use is in the document, so that nothing on the other one can be reached. */
  const show = (name) => {
    phones[current].root.remove();
    current = name;
    root.append(phones[name].root);
    root.dataset.shows = name;
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.phone === name));
    mark(name, false);
    phones[name].shown();
  };
  const mark = (name, unread) => {
    const button = buttons.find(({ dataset }) => dataset.phone === name);
    button.classList.toggle('has-news', unread);
    button.querySelector('.unread').textContent = unread ? ` (${words.unread})` : '';
  };
  for (const button of buttons) button.addEventListener('click', () => show(button.dataset.phone));
  show(current);
  return {
    root,
    phones,
    shown: () => phones[current].shown(),
    /** Something came on that phone; marked when the other one is shown. */
    news: (name) => name !== current && mark(name, true),
  };
}

function nameOf(root, { id, name, note }) {
  root.id = `chat-${id}`;
  root.setAttribute('aria-label', name);
  root.querySelector('h2').textContent = name;
  root.querySelector('.note').textContent = note;
  const avatar = root.querySelector('.avatar');
  avatar.textContent = initialOf(name);
  avatar.dataset.tone = String(id % 5);
}

/** The letter people go by: Vietnamese given names come last. */
const initialOf = (name) => [...(name.trim().split(/\s+/u).at(-1) ?? '?')][0]?.toLocaleUpperCase('vi') ?? '?';
