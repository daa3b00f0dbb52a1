/** Pure: a received message in words again: whole, or its beginning for the list; what of its files can be shown again. */
import { excerptOf } from '../../core/announcement-excerpt.ts';
import { compile, fill, labelOf, textIn, type Values } from '../../core/announcement-text.ts';
import type { TextRef, VarValue } from '../../core/event.ts';
import type { ReceivedMessage, ReceivedWords } from '../../core/received.ts';
import type { World } from '../define.ts';
import type { Attachment } from '../showing.ts';

/** What fits in a line of the list, beside its day. */
const listedAtMost = 70;

/** What is known of the person, as when it was sent. */
function ownOf({ code }: ReceivedWords, { contact, units }: World): Readonly<Partial<Values>> {
  const unit = contact.unit === null ? undefined : units.byCode(contact.unit);
  const known = {
    name: contact.name,
    hamlet: contact.hamlet,
    commune: unit?.name,
    province: unit?.provinceName,
  };
  return { code, ...Object.fromEntries(Object.entries(known).filter(([, value]) => value)) };
}

const spokenIn = ({ content }: ReceivedWords, { contact }: World): string =>
  textIn(content, contact.language ?? 'vi').trim();

function piecesOf(message: ReceivedWords, world: World): readonly (string | TextRef)[] {
  const own = ownOf(message, world);
  const words = compile(spokenIn(message, world)).map((piece) =>
    typeof piece === 'string'
      ? piece
      : (own[piece.placeholder] ?? { key: `announcement.anybody.${piece.placeholder}` }),
  );
  const links = message.content.buttons.flatMap((button) =>
    button.kind === 'link' ? [`\n\n${button.label}: ${button.url}`] : [],
  );
  return [labelOf(message.class), ...words, ...links];
}

const noticeText = (message: Extract<ReceivedMessage, { kind: 'notice' }>): string =>
  message.bubbles.map(({ text }) => text).join('\n\n');

/** All of it, filled in for this person. */
export const wholeOf = (message: ReceivedMessage, world: World): VarValue =>
  message.kind === 'notice' ? noticeText(message) : { run: piecesOf(message, world) };

const blank: Values = { name: '…', commune: '…', province: '…', hamlet: '…', code: '…' };

/** Its first words on one line. */
export function beginningOf(message: ReceivedMessage, world: World): string {
  if (message.kind === 'notice') return excerptOf(noticeText(message), listedAtMost);
  const filled = fill(compile(spokenIn(message, world)), { ...blank, ...ownOf(message, world) });
  return excerptOf(filled, listedAtMost);
}

/** Papers about the reader alone, made again when they are sent. */
const ownPaper = /^paper\/(?:seat-code|attendance-certificate)\//u;

/** The picture or file that came with it. */
export function attachmentOf(message: ReceivedMessage): Attachment | null {
  if (message.kind === 'announcement') {
    const { image, file } = message.content;
    if (image !== undefined) return { photo: image };
    return file === undefined ? null : documentOf(file);
  }
  const { photo, document } = message.bubbles.find((one) => one.photo ?? one.document) ?? {};
  if (photo !== undefined) return ownPaper.test(photo) ? { photo } : null;
  return document !== undefined && ownPaper.test(document.media) ? documentOf(document) : null;
}

const documentOf = ({ media, name }: { readonly media: string; readonly name: string }): Attachment => ({
  document: { media, name: { key: 'received.fileName', vars: { name } } },
});

/** It came with a file that is not sent a second time. */
export const lacksFile = (message: ReceivedMessage): boolean =>
  message.kind === 'notice' &&
  message.bubbles.some((one) => one.photo ?? one.document) &&
  attachmentOf(message) === null;
