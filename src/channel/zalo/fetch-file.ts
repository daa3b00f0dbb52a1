/**
 * Fetches a file a person sent. The link came in a message, so it is followed to Zalo's own file servers only, each hop
 * checked, and read up to the cap.
 */
import { SendError } from '../../core/error.ts';
import type { FileRef } from '../../core/message.ts';
import type { FetchedFile } from '../../ports.ts';

export interface FetchRules {
  /** Host names, each with everything below it; one with a port is taken over plain HTTP too (stand-ins). */
  readonly hosts: readonly string[];
  readonly timeoutMs: number;
}

const hopsAtMost = 3;

/** Gives `null` when the file is larger than `maxBytes`. @throws SendError */
export async function fetchFile(
  file: FileRef,
  maxBytes: number,
  rules: FetchRules,
): Promise<FetchedFile | null> {
  if ((file.size ?? 0) > maxBytes) return null;
  const response = await follow(file.ref, rules);
  const declared = Number(response.headers.get('content-length') ?? 0);
  const bytes = declared > maxBytes ? await dismiss(response) : await readUpTo(response, maxBytes);
  const sent = response.headers.get('content-type')?.split(';', 1)[0]?.trim();
  return bytes === null ? null : { bytes, mime: sent || file.mime || 'application/octet-stream' };
}

/** Whether a link leads to a file server we know. */
export function isAllowed(link: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(link)) return false;
  const { protocol, hostname, host, username, port } = new URL(link);
  if (username !== '') return false;
  if (protocol === 'http:') return port !== '' && hosts.includes(host);
  const below = hosts.some((known) => hostname === known || hostname.endsWith(`.${known}`));
  return protocol === 'https:' && port === '' && below;
}

async function follow(link: string, { hosts, timeoutMs }: FetchRules): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  let at = link;
  for (let hop = 0; hop <= hopsAtMost; hop += 1) {
    if (!isAllowed(at, hosts))
      throw new SendError({ kind: 'rejected' }, 'file lies on a host we do not fetch from');
    const response = await fetch(at, { redirect: 'manual', signal }).catch(() => {
      throw new SendError({ kind: 'unreachable' }, 'file server cannot be reached');
    });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null) return requireOk(response);
    await dismiss(response);
    at = URL.canParse(next, at) ? new URL(next, at).href : '';
  }
  throw new SendError({ kind: 'rejected' }, 'file server redirects too often');
}

async function requireOk(response: Response): Promise<Response> {
  if (response.ok) return response;
  await dismiss(response);
  const passing = response.status >= 500 || response.status === 429;
  throw new SendError(
    { kind: passing ? 'unreachable' : 'rejected' },
    `file download answered ${response.status}`,
  );
}

async function dismiss(response: Response): Promise<null> {
  await response.body?.cancel();
  return null;
}

async function readUpTo(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      // Leaving the loop cancels the download.
      if (size > maxBytes) return null;
      chunks.push(chunk);
    }
  } catch {
    throw new SendError({ kind: 'unreachable' }, 'file download broke off');
  }
  return Buffer.concat(chunks);
}
