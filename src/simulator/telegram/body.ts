/** Reads call parameters from every form the Bot API takes: query, JSON, urlencoded and multipart. */
import type { IncomingMessage } from 'node:http';
import { ApiFailure, badRequest } from './failure.ts';
import { isRecord } from './markup.ts';
import type { Params, Upload } from './params.ts';

/** Largest upload Telegram takes from bots. */
const bodyBytesAtMost = 50 * 1024 * 1024;

/** Reads the whole body. Throws ApiFailure 413. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > bodyBytesAtMost) throw new ApiFailure(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
}

export async function readParams(request: IncomingMessage, query: string): Promise<Params> {
  const fields = query === '' ? {} : Object.fromEntries(new URLSearchParams(query));
  const body = await readBody(request);
  if (body.byteLength === 0) return { fields, uploads: {} };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) {
    return { fields: { ...fields, ...jsonFields(body) }, uploads: {} };
  }
  const form = await formOf(body, type);
  return { fields: { ...fields, ...form.fields }, uploads: form.uploads };
}

function jsonFields(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (isRecord(value)) return value;
  } catch {
    // Falls through to the server's own words.
  }
  throw badRequest("can't parse JSON object");
}

async function formOf(body: Buffer, type: string): Promise<Params> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw badRequest("can't parse request body");
    });
  const fields: Record<string, unknown> = {};
  const uploads: Record<string, Upload> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else {
      const bytes = new Uint8Array(await value.arrayBuffer());
      uploads[name] = { bytes, name: value.name, mime: value.type || 'application/octet-stream' };
    }
  }
  return { fields, uploads };
}
