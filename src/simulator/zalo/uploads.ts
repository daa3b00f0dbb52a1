/** Uploads: types by their first bytes, sizes, the monthly count. Kept 7 days, see cs-check.ts. */
import { dayOf } from './clock.ts';
import type { World } from './model.ts';
import { header, refusal, type SimReply, type SimRequest, success } from './reply.ts';
import type { ShelfFile } from './shelf.ts';

interface UploadKind {
  readonly kind: ShelfFile['kind'];
  readonly maxBytes: number;
  readonly answer: 'attachment_id' | 'token';
  readonly fits: (bytes: Uint8Array, name: string) => boolean;
}

const MEGABYTE = 1024 * 1024;

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);
const isPicture = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xff, 0xd8, 0xff) || startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
const isGif = (bytes: Uint8Array): boolean => startsWith(bytes, 0x47, 0x49, 0x46, 0x38);
const isDocument = (_: Uint8Array, name: string): boolean => /\.(pdf|doc|docx|csv)$/i.test(name);

const KINDS: Readonly<Record<string, UploadKind>> = {
  image: { kind: 'image', maxBytes: MEGABYTE, answer: 'attachment_id', fits: isPicture },
  gif: { kind: 'gif', maxBytes: 5 * MEGABYTE, answer: 'attachment_id', fits: isGif },
  file: { kind: 'file', maxBytes: 5 * MEGABYTE, answer: 'token', fits: isDocument },
};

/** `POST /v2.0/oa/upload/{image,gif,file}`, multipart with a field named `file`. */
export const upload =
  (what: 'image' | 'gif' | 'file') =>
  async (world: World, request: SimRequest): Promise<SimReply> => {
    const { kind, maxBytes, answer, fits } = KINDS[what] as UploadKind;
    const file = await fileIn(request);
    if (!file) return refusal(-201, 'file is invalid!');
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes.length > maxBytes) return refusal(world.switches.tooLargeUpload, 'file size exceeds the limit');
    if (!fits(bytes, file.name)) return refusal(world.switches.wrongUploadType, 'file type is invalid!');
    if (!countUpload(world)) return refusal(world.switches.uploadsUsedUp, 'Out of quota');
    const id = world.ids.attachment();
    world.files.put(id, { kind, name: file.name, mime: file.type, bytes, at: world.clock.now() });
    return success({ [answer]: id });
  };

async function fileIn(request: SimRequest): Promise<File | null> {
  const type = header(request, 'content-type') ?? '';
  if (!type.startsWith('multipart/form-data')) return null;
  try {
    const form = await new Response(request.body, { headers: { 'content-type': type } }).formData();
    const file = form.get('file');
    return typeof file === 'string' ? null : file;
  } catch {
    return null;
  }
}

function countUpload(world: World): boolean {
  const month = `uploads ${dayOf(world.clock.now()).slice(0, 7)}`;
  const count = world.counts.get(month) ?? 0;
  if (count >= world.switches.uploadsPerMonth) return false;
  world.counts.set(month, count + 1);
  return true;
}
