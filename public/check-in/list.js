/** Draws the list: one row a person, four large buttons each. */
import { fill } from './fold.js';

export const states = ['present', 'late', 'excused', 'absent'];

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function stateButton(person, state, { current, words, mark }) {
  const button = element('button', {
    type: 'button',
    className: `state ${state}`,
    textContent: words[state],
  });
  button.setAttribute('aria-pressed', String(current === state));
  button.addEventListener('click', () => mark(person, state));
  return button;
}

/** A person's row; `current` is what is known of them at this session. */
export function rowOf(person, tools) {
  const { words } = tools;
  const number = typeof person.no === 'number' ? `${person.no}. ` : '';
  const about = [person.unit, person.phoneEnd === '' ? '' : fill(words.phoneEnd, { end: person.phoneEnd })];
  return element(
    'li',
    { className: `person ${tools.current ?? 'none'}` },
    element('p', { className: 'name', textContent: `${number}${person.name}` }),
    element('p', { className: 'about', textContent: about.filter((part) => part !== '').join(' · ') }),
    element('div', { className: 'states' }, ...states.map((state) => stateButton(person, state, tools))),
  );
}

/** Somebody of whom two devices say different things; this device may take its word back. */
export function conflictRow(person, { sides }, { words, mark }) {
  const own = sides.find(({ device }) => device === 'own');
  const other = sides.find(({ device, state }) => device !== 'own' && state !== own?.state);
  const said = sides.map(({ device, state }) => `${words[device]}: ${words[state]}`).join(' · ');
  const row = element(
    'li',
    { className: 'conflict' },
    element('p', { className: 'name', textContent: person.name }),
    element('p', { className: 'about', textContent: said }),
  );
  if (own === undefined || other === undefined) return row;
  const text = fill(words.conflict, { name: words[other.state] });
  const button = element('button', { type: 'button', className: 'wide', textContent: text });
  button.addEventListener('click', () => mark(person, other.state));
  row.append(button);
  return row;
}
