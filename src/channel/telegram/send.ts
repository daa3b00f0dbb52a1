/**
 * Hands a bubble over, part by part. When a later part fails, the retry of the same bubble goes on at that part, so
 * nobody reads the beginning twice.
 */
import { SendError } from '../../core/error.ts';
import { createMemo } from '../../core/memo.ts';
import type { Bubble } from '../../core/message.ts';
import type { MediaId } from '../../core/model.ts';
import type { FetchedFile, Handed, MediaReader } from '../../ports.ts';
import type { Result, TelegramClient } from './client.ts';
import { type Part, planParts } from './outgoing.ts';

type Sent = Result<'sendMessage' | 'sendPhoto' | 'sendDocument'>;
type PartOf<K extends Part['kind']> = Extract<Part, { readonly kind: K }>;
type Upload = string | { readonly source: Buffer; readonly filename: string };

interface Handing {
  readonly client: TelegramClient;
  readonly chat: string;
  readonly media: MediaReader;
  /** Telegram's own id of a photo we uploaded before. */
  readonly uploaded: ReturnType<typeof createMemo<MediaId, string>>;
}

export type Send = (address: string, bubble: Bubble, media: MediaReader) => Promise<Handed>;

/** Makes `send`; it remembers uploads (to send them by id) and bubbles handed in part, both bounded. */
export function createSend(client: TelegramClient, now: () => number): Send {
  const uploaded = createMemo<MediaId, string>({ entries: 1000, ttlMs: Number.POSITIVE_INFINITY, now });
  const begun = createMemo<string, number>({ entries: 500, ttlMs: 60 * 60 * 1000, now });
  return async (address, bubble, media) => {
    const to: Handing = { client, chat: address, media, uploaded };
    const parts = planParts(bubble);
    const first = parts[0];
    if (parts.length === 1 && first !== undefined) return handedAs(await handPart(to, first));
    const key = `${address}\n${JSON.stringify(bubble)}`;
    return handParts(to, parts, { from: begun.take(key) ?? 0, failedAt: (at) => begun.set(key, at) });
  };
}

async function handParts(
  to: Handing,
  parts: readonly Part[],
  progress: { readonly from: number; failedAt(at: number): void },
): Promise<Handed> {
  let handed: Handed = { externalId: '' };
  for (const [at, part] of parts.entries()) {
    if (at < progress.from) continue;
    try {
      handed = handedAs(await handPart(to, part));
    } catch (error) {
      progress.failedAt(at);
      throw error;
    }
  }
  return handed;
}

const handedAs = (sent: Sent): Handed => ({ externalId: String(sent.message_id) });

const handPart = (to: Handing, part: Part): Promise<Sent> =>
  part.kind === 'text' ? handText(to, part) : handFile(to, part);

function handText({ client, chat }: Handing, { text, markup }: PartOf<'text'>): Promise<Sent> {
  return client.call('sendMessage', {
    chat_id: chat,
    text,
    link_preview_options: { is_disabled: true },
    ...(markup === undefined ? {} : { reply_markup: markup }),
  });
}

async function handFile(to: Handing, part: PartOf<'photo' | 'document'>): Promise<Sent> {
  const known = to.uploaded.get(part.media);
  if (known !== undefined) {
    try {
      return await upload(to, part, known);
    } catch (error) {
      if (!isStaleFileId(error)) throw error;
      to.uploaded.take(part.media);
    }
  }
  const file = await to.media.read(part.media);
  if (file === null) return handWithoutFile(to, part);
  const sent = await upload(to, part, { source: Buffer.from(file.bytes), filename: fileName(part, file) });
  const id = fileIdOf(sent);
  if (id !== undefined) to.uploaded.set(part.media, id);
  return sent;
}

/** The file is gone (deleted on request): its words still go. */
function handWithoutFile(to: Handing, { caption, markup }: PartOf<'photo' | 'document'>): Promise<Sent> {
  if (caption === undefined) throw new SendError({ kind: 'rejected' }, 'media is gone');
  return handText(to, { kind: 'text', text: caption, ...(markup === undefined ? {} : { markup }) });
}

function upload({ client, chat }: Handing, part: PartOf<'photo' | 'document'>, file: Upload): Promise<Sent> {
  const rest = {
    chat_id: chat,
    ...(part.caption === undefined ? {} : { caption: part.caption }),
    ...(part.markup === undefined ? {} : { reply_markup: part.markup }),
  };
  // Of a file Telegram has already only the name goes out.
  const way = typeof file === 'string' ? client.call : client.upload;
  return part.kind === 'photo'
    ? way('sendPhoto', { ...rest, photo: file })
    : way('sendDocument', { ...rest, document: file });
}

function fileIdOf(sent: Sent): string | undefined {
  if ('photo' in sent) return sent.photo.at(-1)?.file_id;
  return 'document' in sent ? sent.document.file_id : undefined;
}

const fileName = (part: PartOf<'photo' | 'document'>, file: FetchedFile): string =>
  part.kind === 'document' ? part.name : `photo.${file.mime === 'image/png' ? 'png' : 'jpg'}`;

const isStaleFileId = (error: unknown) =>
  error instanceof SendError && /file identifier|file_id|file_reference/iu.test(error.detail);
