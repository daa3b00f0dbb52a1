/** Photos and documents on Zalo: uploaded once and sent by their id, until Zalo forgets them after seven days. */
import { SendError } from '../../core/error.ts';
import { createMemo } from '../../core/memo.ts';
import type { MediaId } from '../../core/model.ts';
import type { FetchedFile, MediaReader } from '../../ports.ts';
import { type CsMessage, limits, ZaloApiError, type ZaloClient, ZaloTransportError } from './sdk/mod.ts';

export interface Assets {
  /**
   * Sends with the upload's id, uploading first where needed, and once more when Zalo has forgotten it. Gives `null`
   * when the file is gone or Zalo takes no such file.
   */
  sendWith<T>(asset: Asset, media: MediaReader, send: (message: CsMessage) => Promise<T>): Promise<T | null>;
}

export type Asset =
  | { readonly kind: 'image'; readonly media: MediaId; readonly text: string }
  | { readonly kind: 'file'; readonly media: MediaId; readonly name: string };

/** Half a day before Zalo forgets, so that a message in the chat has a file for a while at least. */
const keptMs = limits.ASSET_LIFE_MS - 12 * 3_600_000;

interface DocumentKind {
  readonly mime: string;
  readonly ending: string;
}

const documents: readonly DocumentKind[] = [
  { mime: 'application/pdf', ending: '.pdf' },
  { mime: 'application/msword', ending: '.doc' },
  {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: '.docx',
  },
  { mime: 'text/csv', ending: '.csv' },
];

const pictures: Readonly<Record<string, string>> = { 'image/jpeg': 'photo.jpg', 'image/png': 'photo.png' };

export function createAssets(client: Pick<ZaloClient, 'uploads'>, now: () => number): Assets {
  const ids = createMemo<string, string>({ entries: 1000, ttlMs: keptMs, now });
  const idOf = async (asset: Asset, media: MediaReader): Promise<string | null> => {
    const key = `${asset.kind} ${asset.media}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const file = await media.read(asset.media);
    const id = file === null ? null : await upload(client, asset, file);
    if (id !== null) ids.set(key, id);
    return id;
  };
  return {
    async sendWith(asset, media, send) {
      const id = await idOf(asset, media);
      if (id === null) return null;
      try {
        return await send(messageOf(asset, id));
      } catch (error) {
        if (!(error instanceof ZaloApiError) || error.fault.class !== 'asset') throw error;
        ids.take(`${asset.kind} ${asset.media}`);
        const again = await idOf(asset, media);
        return again === null ? null : send(messageOf(asset, again));
      }
    },
  };
}

function messageOf(asset: Asset, id: string): CsMessage {
  if (asset.kind === 'file') return { kind: 'file', token: id };
  const caption = asset.text === '' ? {} : { caption: asset.text };
  return { kind: 'image', source: { attachmentId: id }, ...caption };
}

/** Gives `null` for what Zalo does not take now; the words are sent without it. */
async function upload(
  client: Pick<ZaloClient, 'uploads'>,
  asset: Asset,
  file: FetchedFile,
): Promise<string | null> {
  try {
    return await uploadFitting(client, asset, file);
  } catch (error) {
    // An upload that may have arrived harms nobody: nothing was sent yet.
    if (error instanceof ZaloTransportError) throw new SendError({ kind: 'unreachable' }, error.message);
    const refused = error instanceof ZaloApiError && ['quota', 'request'].includes(error.fault.class);
    if (!refused) throw error;
    return null;
  }
}

async function uploadFitting(
  { uploads }: Pick<ZaloClient, 'uploads'>,
  asset: Asset,
  { bytes, mime }: FetchedFile,
): Promise<string | null> {
  if (asset.kind === 'image') {
    const name = pictures[mime];
    const fits = name !== undefined && bytes.byteLength <= limits.IMAGE_MAX_BYTES;
    return fits ? uploads.image({ bytes, mime, name }) : null;
  }
  const kind = documents.find((one) => one.mime === mime);
  if (kind === undefined || bytes.byteLength > limits.FILE_MAX_BYTES) return null;
  return uploads.file({ bytes, mime, name: nameOf(asset.name, kind) });
}

/** Zalo goes by the ending. */
function nameOf(name: string, { ending }: DocumentKind): string {
  const safe = name.replaceAll(/["\\/\p{Cc}]/gu, '_').slice(0, 100);
  return safe.toLowerCase().endsWith(ending) ? safe : `${safe || 'file'}${ending}`;
}
