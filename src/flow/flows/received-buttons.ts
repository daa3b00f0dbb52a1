/** Pure: the buttons of a received message that still lead somewhere; an act of that moment leads to what can be done now. */
import { choicesOf } from '../../core/announcement-button.ts';
import type { ReceivedMessage, ReceivedNotice, ReceivedWords } from '../../core/received.ts';
import type { Option, World } from '../define.ts';
import { formatReference, parseReference } from '../reference.ts';

type Label = Option['label'];
const details: Label = { key: 'seats.button.open' };

/** Where buttons lead that only show how things stand now, by flow and step; a label where it leads elsewhere than it said. */
const lasting: Readonly<Record<string, { readonly step?: string; readonly label?: Label }>> = {
  'ask-officer': {},
  certificates: {},
  'certificates:list': {},
  'class-feedback:useful': {},
  'classes:open': {},
  'my-classes:open': {},
  'my-classes:accept': { step: 'open', label: details },
  'my-classes:decline': { step: 'open', label: details },
  'my-classes:going': { step: 'open', label: details },
  'my-classes:leave': { step: 'open', label: details },
  'my-ideas:open': {},
  'reply:more': {},
};

/** The same, for those who are officers now. */
const officers: typeof lasting = {
  'announcements:open': {},
  'announcements:peopleFrom': {},
  'class-papers:open': {},
  'officer-certificates': {},
  'officer-certificates:see': {},
  'officer-certificates:seeClaim': {},
  'officer:open': {},
  questions: {},
  'questions:reply': { step: 'open', label: { key: 'received.openQuestion' } },
  'questions:close': { step: 'open', label: { key: 'received.openQuestion' } },
};

function noticeOptions({ bubbles }: ReceivedNotice, { officer }: World): readonly Option[] {
  const known = officer === null ? lasting : { ...lasting, ...officers };
  return bubbles
    .flatMap(({ buttons = [] }) => buttons)
    .flatMap(({ label, payload }) => {
      const to = parseReference(payload);
      const found = known[[to.flow, ...(to.step === undefined ? [] : [to.step])].join(':')];
      if (found === undefined) return [];
      const { step = to.step, label: now = { plain: label } } = found;
      return [{ value: formatReference({ ...to, ...(step === undefined ? {} : { step }) }), label: now }];
    });
}

function announcedOptions({ id, content, isCancelled, openClasses }: ReceivedWords): readonly Option[] {
  const isValid = (button: ReceivedWords['content']['buttons'][number]): boolean => {
    if (button.kind === 'rsvp') return !isCancelled;
    return button.kind !== 'open_class' || openClasses.includes(button.classId);
  };
  const choices = choicesOf(content.buttons.filter(isValid), id);
  const about = { value: `reply:about:${id}`, label: { key: 'reply.askButton' } };
  return [
    ...choices.map(({ label, payload }) => ({ value: payload, label: { key: label } })),
    ...(isCancelled ? [] : [about]),
  ];
}

/** Each place once. */
export function optionsOf(message: ReceivedMessage, world: World): readonly Option[] {
  const options = message.kind === 'notice' ? noticeOptions(message, world) : announcedOptions(message);
  return options.filter(({ value }, at) => options.findIndex((one) => one.value === value) === at);
}
