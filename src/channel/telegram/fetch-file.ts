/**
 * Fetches a file a person sent: `getFile`, then the download (https://core.telegram.org/bots/api#getfile). The size is
 * held to the cap twice, as declared and as it streams in. Fetching harms nobody, so a lost connection is `unreachable`.
 */
import { SendError } from '../../core/error.ts';
import type { FileRef } from '../../core/message.ts';
import type { FetchedFile } from '../../ports.ts';
import type { TelegramClient } from './client.ts';

/** Gives `null` when the file is larger than `maxBytes` or than Telegram lets bots download (20 MB). @throws SendError */
export async function fetchFile(
  client: TelegramClient,
  file: FileRef,
  limits: { readonly maxBytes: number; readonly timeoutMs: number },
): Promise<FetchedFile | null> {
  const { maxBytes, timeoutMs } = limits;
  if ((file.size ?? 0) > maxBytes) return null;
  const found = await locate(client, file.ref);
  if (found === null || found.size > maxBytes) return null;
  const response = await download(found.url, timeoutMs);
  const bytes = await readCapped(response, maxBytes).catch(() => {
    throw new SendError({ kind: 'unreachable' }, 'file download broke off');
  });
  if (bytes === null) return null;
  return { bytes, mime: file.mime ?? response.headers.get('content-type') ?? 'application/octet-stream' };
}

async function locate(client: TelegramClient, ref: string): Promise<{ url: URL; size: number } | null> {
  const file = await client.call('getFile', { file_id: ref }).catch((error: unknown) => {
    if (error instanceof SendError && /file is too big/iu.test(error.detail)) return null;
    throw harmless(error);
  });
  if (file === null) return null;
  const url = client.fileUrl(file.file_path ?? '..');
  if (url === null) throw new SendError({ kind: 'rejected' }, 'file path leads outside the API root');
  return { url, size: file.file_size ?? 0 };
}

/** Asking again for a file does no harm, so an unknown outcome is just no outcome. */
function harmless(error: unknown): unknown {
  return error instanceof SendError && error.fault.kind === 'unknown'
    ? new SendError({ kind: 'unreachable' }, error.detail)
    : error;
}

async function download(url: URL, timeoutMs: number): Promise<Response> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) }).catch(
    () => {
      throw new SendError({ kind: 'unreachable' }, 'file server cannot be reached');
    },
  );
  if (response.ok) return response;
  await response.body?.cancel();
  const kind = response.status >= 500 || response.status === 429 ? 'unreachable' : 'rejected';
  throw new SendError({ kind }, `file download answered ${response.status}`);
}

/** Reads a body up to `maxBytes`; `null` as soon as it is longer. */
async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body === null) return new Uint8Array();
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the download.
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
