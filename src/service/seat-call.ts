/** What an officer reads of people whom nobody but they can tell: who is concerned, and by which number. */
import type { ParcelId } from '../core/model.ts';
import { formatPhone } from '../core/phone.ts';
import type { SeatCall } from '../ports/enrol.ts';
import type { ParcelPlan } from '../ports.ts';
import type { Deps } from './deps.ts';
import { renderLines } from './render.ts';

/** More are in the list of the class. */
const namedAtMost = 30;

export function renderCall(
  { texts, channels }: Pick<Deps, 'texts' | 'channels'>,
  call: SeatCall,
): ParcelPlan {
  const { id, kind, title, code, officer, people } = call;
  const named = people
    .slice(0, namedAtMost)
    .map(({ name, phone }) => `• ${[name, ...(phone === null ? [] : [formatPhone(phone)])].join(' – ')}`);
  const rest = people.length - named.length;
  const more = rest === 0 ? [] : [{ key: 'enrol.call.more', vars: { count: rest } }];
  const text = { key: `enrol.call.${kind}`, vars: { title, code, people: { lines: [...named, ...more] } } };
  const choices = [{ label: { key: 'enrol.toClass' }, payload: `class-papers:open:${code}` }];
  const limits = channels[officer.channel]?.limits ?? { text: 2000, buttons: 0 };
  return {
    id: `s:call:${id}` as ParcelId,
    contactId: officer.contactId,
    class: 'transactional',
    cause: { kind: 'event', id: `seat-call:${id}` },
    channel: officer.channel,
    address: officer.address,
    bubbles: renderLines([{ text, choices }], { texts, language: officer.language, limits, slots: {} }),
  };
}
