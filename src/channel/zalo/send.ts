/**
 * Hands a bubble over, part by part. When a later part fails, the retry of the same bubble goes on at that part, so
 * nobody reads the beginning twice.
 */
import { SendError } from '../../core/error.ts';
import { createMemo } from '../../core/memo.ts';
import type { Bubble } from '../../core/message.ts';
import type { MediaId } from '../../core/model.ts';
import { splitText } from '../../core/split.ts';
import type { TemplateSend } from '../../ports/channel.ts';
import type { Handed, Log, MediaReader } from '../../ports.ts';
import type { Allowance } from './allowance.ts';
import { type Asset, type Assets, createAssets } from './asset.ts';
import { toZaloButton, withNumbers } from './button.ts';
import { toSendError } from './fault.ts';
import type { Layout } from './layout.ts';
import { type Part, planParts, textLimit } from './outgoing.ts';
import { type CsMessage, isLayoutRefused, msToWait, ZaloApiError, type ZaloClient } from './sdk/mod.ts';
import type { Templates } from './template.ts';
import { traceOf } from './trace.ts';

export type FileLink = (media: MediaId, name: string) => string;

export interface SendDeps {
  readonly client: ZaloClient;
  readonly layout: Layout;
  readonly allowance: Allowance;
  /** Picture of the card that asks for a phone number; `null`: no card, people type it. */
  readonly cardImageUrl: string | null;
  /** A link that opens a document for a while; `null`: the account has no address of its own. */
  readonly fileLink: FileLink | null;
  /** Zalo said by the code of a call that our grant is gone. */
  lost(reason: string): Promise<void>;
  now(): number;
  readonly log: Log;
}

interface Sending extends SendDeps {
  readonly to: string;
  readonly media: MediaReader;
  readonly assets: Assets;
}

/** Hands a parcel over as a template. */
export function createSendTemplate(deps: SendDeps, templates: Pick<Templates, 'send'>) {
  return (request: TemplateSend): Promise<Handed> =>
    templates.send(request).catch(async (error: unknown) => {
      throw await failure(deps, { to: request.address, error, part: null });
    });
}

export type Send = (address: string, bubble: Bubble, media: MediaReader) => Promise<Handed>;

export function createSend(deps: SendDeps): Send {
  const begun = createMemo<string, number>({ entries: 500, ttlMs: 60 * 60 * 1000, now: deps.now });
  const assets = createAssets(deps.client, deps.now);
  return async (to, bubble, media) => {
    const parts = planParts(bubble, { cards: deps.cardImageUrl !== null });
    const key = `${to}\n${JSON.stringify(bubble)}`;
    const sending = { ...deps, to, media, assets };
    const from = parts.length > 1 ? (begun.take(key) ?? 0) : 0;
    let handed: Handed | null = null;
    for (const [at, part] of parts.entries()) {
      if (at < from) continue;
      const last = at === parts.length - 1;
      handed =
        (await handPart(sending, part).catch(async (error: unknown) => {
          if (parts.length > 1) begun.set(key, at);
          throw await failure(deps, { to, error, part: last ? part : null });
        })) ?? handed;
    }
    if (handed === null) throw new SendError({ kind: 'rejected' }, 'there is nothing to send');
    return handed;
  };
}

interface Failed {
  readonly to: string;
  readonly error: unknown;
  /** The message that would have completed the bubble; `null` when more was to come. */
  readonly part: Part | null;
}

/** What to throw. An unknown outcome gets a trace only if the bubble is complete once that message is there. */
async function failure(deps: SendDeps, { to, error, part }: Failed): Promise<SendError> {
  const { lost, log, allowance } = deps;
  const failed = toSendError(error, { address: to, now: deps.now() });
  allowance.refused(error);
  if (error instanceof ZaloApiError) {
    const { code, fault, zaloMessage } = error;
    if (fault.class === 'reconnect') await lost(String(code)).catch(() => undefined);
    if (fault.class === 'held' || fault.alert === true)
      log.error({ code, reason: zaloMessage, fault: fault.class }, 'Zalo refuses a message');
  }
  const trace = failed.fault.kind === 'unknown' && part !== null ? traceOf(wordsOf(part)) : null;
  return trace === null ? failed : new SendError({ kind: 'unknown', trace }, failed.detail);
}

const wordsOf = (part: Part): string | null => ('text' in part ? part.text : null);

/** Hands one part over; `null` when it was one that may be left out. */
async function handPart(sending: Sending, part: Part): Promise<Handed | null> {
  const waitMs = msToWait(sending.client.rate(), sending.now());
  if (waitMs > 0) throw new SendError({ kind: 'throttled', afterMs: waitMs }, 'no calls left in this minute');
  switch (part.kind) {
    case 'text':
      return part.buttons.length > 0 ? handButtons(sending, part) : handText(sending, part.text);
    case 'image':
    case 'file':
      return handAsset(sending, part);
    case 'card':
      return handCard(sending, part);
  }
}

async function hand({ client, to, allowance }: Sending, message: CsMessage): Promise<Handed> {
  const { messageId, quota } = await client.messages.send(to, message);
  allowance.sent(quota);
  return { externalId: messageId };
}
const handText = (sending: Sending, text: string): Promise<Handed> => hand(sending, { kind: 'text', text });

/** With buttons, or numbered when the account has none; what Zalo refuses once is not tried with every message. */
async function handButtons(sending: Sending, part: Part & { kind: 'text' }): Promise<Handed> {
  const { layout, log } = sending;
  if (layout.hasButtons()) {
    try {
      return await hand(sending, {
        kind: 'buttons',
        text: part.text,
        buttons: part.buttons.map(toZaloButton),
      });
    } catch (error) {
      if (!isLayoutRefused(error)) throw error;
      const handed = await handNumbered(sending, part);
      // The same without buttons was taken, so it was the buttons and not the person or the words.
      layout.refused();
      log.warn({ code: error.code }, 'Zalo refuses buttons here; choices are numbered text from now on');
      return handed;
    }
  }
  return handNumbered(sending, part);
}

async function handNumbered(sending: Sending, { text, buttons }: Part & { kind: 'text' }): Promise<Handed> {
  const [first = '', ...more] = splitText(withNumbers(text, buttons), textLimit);
  let handed = await handText(sending, first);
  for (const piece of more) handed = await handText(sending, piece);
  return handed;
}

async function handAsset(sending: Sending, part: Asset & { unshown: string }): Promise<Handed> {
  const handed = await sending.assets.sendWith(part, sending.media, (message) => hand(sending, message));
  if (handed !== null) return handed;
  const gone = (await sending.media.read(part.media)) === null;
  const instead = gone ? '' : (linkTo(part, sending.fileLink) ?? part.unshown);
  const words = [part.kind === 'image' ? part.text : part.name, instead];
  const text = words.filter((word) => word !== '').join('\n');
  if (text === '') throw new SendError({ kind: 'rejected' }, 'media is gone');
  return handText(sending, text);
}

const linkTo = (part: Asset, fileLink: FileLink | null): string | null =>
  part.kind === 'file' && fileLink !== null ? fileLink(part.media, part.name) : null;

/** The question stands in the chat already, so without the card the answer is typed. */
async function handCard(sending: Sending, { title, subtitle }: Part & { kind: 'card' }) {
  const imageUrl = sending.cardImageUrl ?? '';
  try {
    return await hand(sending, { kind: 'request_user_info', title, subtitle, imageUrl });
  } catch (error) {
    if (!isLayoutRefused(error)) throw error;
    sending.log.warn({ code: error.code }, 'Zalo refuses the card that asks for a phone number');
    return null;
  }
}
