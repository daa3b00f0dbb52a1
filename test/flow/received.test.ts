/** Reading again: which buttons still hold, which files come along, and what an old button of the list does. */
import { describe, expect, it } from 'vitest';
import type { AnnouncementId } from '../../src/core/announcement.ts';
import type { Event } from '../../src/core/event.ts';
import type { Bubble, Input } from '../../src/core/message.ts';
import type { MediaId } from '../../src/core/model.ts';
import type { ReceivedMessage, ReceivedWords } from '../../src/core/received.ts';
import { type Book, emptySession, type Session, type World } from '../../src/flow/define.ts';
import { advance } from '../../src/flow/engine.ts';
import { optionsOf } from '../../src/flow/flows/received-buttons.ts';
import { attachmentOf, beginningOf, lacksFile, wholeOf } from '../../src/flow/flows/received-words.ts';
import { flows } from '../../src/flow/flows.ts';
import { route } from '../../src/flow/route.ts';
import { nowhere } from './nowhere.ts';

const anybody = nowhere(true);
const officer: World = { ...anybody, officer: { role: 'commune', units: [] } };
const at = Date.UTC(2026, 10, 20, 3);

const book: Book = {
  flows,
  understanding: { intent: () => null, global: () => null, guess: () => [], agreement: () => null },
  text: () => '',
};

const notice = (...bubbles: readonly Partial<Bubble>[]): ReceivedMessage => ({
  ...{ kind: 'notice', key: '0123456789', at },
  bubbles: bubbles.map((bubble) => ({ text: 'Lớp đổi giờ.', ...bubble })),
});
const announced = (change: Partial<ReceivedWords> = {}): ReceivedWords => ({
  ...{ kind: 'announcement', key: 'abcdef0123', at, id: 'a1' as AnnouncementId, code: 'TB-0001' },
  ...{ class: 'official_notice', isCancelled: false, openClasses: [] },
  content: { texts: { vi: 'Chào {tên}, mời {xã} dự lớp.' }, buttons: [] },
  ...change,
});
const valuesOf = (message: ReceivedMessage, world = anybody) =>
  optionsOf(message, world).map(({ value }) => value);
const tapped = (...payloads: readonly string[]) =>
  notice({ buttons: payloads.map((payload) => ({ label: payload, payload })) });

describe('the buttons of a notice', () => {
  it('lead to what only shows how things stand, acts on a seat to the class, each once', () => {
    const seat = tapped(
      'my-classes:accept:LH1',
      'my-classes:decline:LH1',
      'my-ideas:open:0001',
      'certificates',
    );
    expect(valuesOf(seat)).toEqual(['my-classes:open:LH1', 'my-ideas:open:0001', 'certificates']);
    expect(optionsOf(seat, anybody)[0]?.label).toEqual({ key: 'seats.button.open' });
  });

  it('are left out where they were for that moment only, or nobody knows them any more', () => {
    expect(valuesOf(tapped('link:approve:x', 'enrol-file:undo:7', 'no-such-flow'))).toEqual([]);
  });

  it('lead into the work of officers as long as one is an officer', () => {
    const asked = tapped('questions:reply:H-0001', 'questions:close:H-0001', 'officer:open:0001');
    expect(valuesOf(asked)).toEqual([]);
    expect(valuesOf(asked, officer)).toEqual(['questions:open:H-0001', 'officer:open:0001']);
  });

  it('lead to steps that may be entered', () => {
    const all = [
      'my-classes:going',
      'class-feedback:useful',
      'reply:more',
      'classes:open',
      'questions:close',
    ];
    const values = valuesOf(
      tapped(...all.map((one) => `${one}:x`), 'officer-certificates:seeClaim:1'),
      officer,
    );
    const dead = values.filter((value) => {
      const [flow = '', step = ''] = value.split(':');
      return flows[flow]?.entries.includes(step) !== true;
    });
    expect([values.length, dead]).toEqual([6, []]);
  });
});

describe('the buttons of an announcement', () => {
  const buttons = [{ kind: 'rsvp' }, { kind: 'open_class', classId: 'LH1' }] as const;
  const content = { texts: { vi: 'Mời.' }, buttons };

  it('take an answer and lead to the class that is still to come', () => {
    expect(valuesOf(announced({ content, openClasses: ['LH1'] }))).toEqual([
      ...['rsvp:answer:yes.a1', 'rsvp:answer:no.a1', 'classes:open:LH1', 'reply:about:a1'],
    ]);
  });

  it('are gone with the announcement called off and the class that is over', () => {
    expect(valuesOf(announced({ content, isCancelled: true }))).toEqual([]);
  });
});

describe('the words', () => {
  it('are filled in with what is known, and with what fits everybody', () => {
    const known: World = { ...anybody, contact: { ...anybody.contact, name: 'Hoa', unit: null } };
    expect(wholeOf(announced({ class: 'promotional' }), known)).toEqual({
      run: ['[QC] ', 'Chào ', 'Hoa', ', mời ', { key: 'announcement.anybody.commune' }, ' dự lớp.'],
    });
    expect(beginningOf(announced(), known)).toBe('Chào Hoa, mời … dự lớp.');
  });

  it('name the links that stood below', () => {
    const buttons = [{ kind: 'link', label: 'Xem', url: 'https://example.vn' }] as const;
    const { run = [] } = wholeOf(announced({ content: { texts: { vi: 'Mời.' }, buttons } }), anybody) as {
      run?: readonly unknown[];
    };
    expect(run.at(-1)).toBe('\n\nXem: https://example.vn');
  });
});

describe('files', () => {
  const photo = 'm1' as MediaId;

  it('of an announcement come along', () => {
    const content = { texts: { vi: 'Mời.' }, buttons: [], image: photo };
    expect(attachmentOf(announced({ content }))).toEqual({ photo });
  });

  it('of a notice come along only when they are about the reader', () => {
    const own = notice({ photo: 'paper/seat-code/vi/LH1.7' as MediaId });
    const others = notice({ document: { media: 'paper/enrol-copy/vi/3' as MediaId, name: 'a.xlsx' } });
    expect([attachmentOf(own), lacksFile(own)]).toEqual([{ photo: 'paper/seat-code/vi/LH1.7' }, false]);
    expect([attachmentOf(others), lacksFile(others)]).toEqual([null, true]);
    expect(lacksFile(notice({}))).toBe(false);
  });
});

describe('an old button of the list', () => {
  const received = Array.from(
    { length: 7 },
    (_, no): ReceivedMessage => ({
      ...{ kind: 'notice', key: `00000000${no + 10}`, at: at - no },
      bubbles: [{ text: `Tin ${no + 1}.` }],
    }),
  );
  const world: World = { ...anybody, received };
  const take = (session: Session, input: Input, now: World = world) => {
    const ctx = { book, input, world: now, inboundId: 'i' };
    const { events, session: after } = advance(ctx, session, route(ctx, session));
    const line = events.find(
      (event): event is Extract<Event, { type: 'said' }> => event.type === 'said',
    )?.line;
    return { session: after, text: line?.text, choices: line?.choices?.map(({ payload: to }) => to) };
  };

  const tap = (session: Session, payload: string) => take(session, { kind: 'button', payload });

  it('counts by what was shown, though a message came meanwhile', () => {
    const { session } = tap(emptySession, 'received');
    const came: ReceivedMessage = {
      kind: 'notice',
      key: 'ffff000000',
      at: at + 1,
      bubbles: [{ text: 'Mới.' }],
    };
    const now = { ...world, received: [came, ...received] };
    expect(take(session, { kind: 'text', text: '2' }, now).text?.vars).toMatchObject({ words: 'Tin 2.' });
    const { session: again } = take(emptySession, { kind: 'button', payload: 'received' }, now);
    expect(take(again, { kind: 'text', text: '2' }, now).text?.vars).toMatchObject({ words: 'Tin 1.' });
  });

  it('opens its message, while the list is asked and after', () => {
    const whole = { key: 'received.whole', vars: { day: { day: '2026-11-20' }, words: 'Tin 7.' } };
    expect(tap(emptySession, 'received:list:0000000016').text).toEqual(whole);
    const { session } = tap(emptySession, 'received');
    expect(tap(session, 'received:list:0000000016').text).toEqual(whole);
  });

  it('turns to its page, and a message leads back to its own', () => {
    const { session, choices } = tap(emptySession, 'received');
    expect(choices?.slice(4)).toEqual([
      ...['received:list:0000000014', 'received:list:p2', 'received:list:close'],
    ]);
    expect(tap(session, 'received:list:p2').text?.vars).toEqual({ page: 2, pages: 2 });
    expect(tap(emptySession, 'received:list:0000000016').choices).toEqual(['received:list:p2', 'help']);
    expect(tap(emptySession, 'received:list:p99').text?.vars).toEqual({ page: 2, pages: 2 });
  });

  it('shows the list where the message is nobody’s or another’s', () => {
    expect(tap(emptySession, 'received:list:ffffffffff').text).toEqual({
      ...{ key: 'received.list', vars: { page: 1, pages: 2 } },
    });
  });
});
