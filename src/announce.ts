/**
 * `npm run announce -- --file F.json [--dry-run]`: an operator's announcement. Works while the service runs and while it
 * does not; then it goes out when the service starts. The same file twice is one announcement.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { previewLines, sampleLines } from './app/announce-report.ts';
import { type AnnouncementFile, readAnnouncementFile } from './app/announcement-file.ts';
import { announcingOf } from './app/announcing.ts';
import { type OpenDatabase, openDatabase } from './app/database.ts';
import { type Config, readConfig } from './config.ts';
import { loadProductSets } from './content/product-sets.ts';
import { loadTexts } from './content/texts.ts';
import type { AnnouncementContent, AnnouncementId } from './core/announcement.ts';
import { checkAnnouncement } from './core/announcement-check.ts';
import { previewOf } from './core/announcement-preview.ts';
import { type Audience, withSets } from './core/audience.ts';
import { ConfigError } from './core/error.ts';
import { createLog } from './log.ts';
import type { NewAnnouncement } from './ports/announcement.ts';
import type { Texts } from './ports.ts';
import { frameLength } from './service/broadcast/compose.ts';
import { release } from './service/broadcast/control.ts';
import { createMediaFiles } from './store/media-files.ts';

const usage = 'Usage: npm run announce -- --file FILE.json [--dry-run] [--again]';
const root = fileURLToPath(new URL('../', import.meta.url));

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    /** Also when the same words just went out. */
    again: { type: 'boolean', default: false },
  },
});

try {
  if (values.file === undefined) throw new ConfigError([usage]);
  const config = readConfig(process.env);
  const text = readFileOrFault(values.file);
  const lines = await announce(config, values.file, text);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exit(0);
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const fault of error.faults) process.stderr.write(`✗ ${fault}\n`);
  process.stderr.write('Nothing was sent.\n');
  process.exit(1);
}

function readFileOrFault(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError([`--file ${path}: there is no such file, or it cannot be read.`]);
  }
}

async function announce(config: Config, path: string, text: string): Promise<readonly string[]> {
  const asked = readAnnouncementFile(path, text);
  const texts = loadTexts(join(root, 'locales'));
  const database = await openDatabase(config, createLog({ ...config, logLevel: 'warn' }), {
    running: 'join',
  });
  try {
    const image = asked.image === undefined ? null : readImage(dirname(resolve(path)), asked.image);
    const draft = draftOf(asked, text);
    await requireSound(config, { database, texts, draft, path, imageSize: image?.bytes.byteLength });
    const shown = await show(config, database, texts, draft);
    if (values['dry-run']) return [...shown, 'A dry run: nothing was written or sent.'];
    const media = createMediaFiles(join(config.dataDir, 'media'), database.store.media);
    const content = image === null ? draft.content : { ...draft.content, image: await media.keep(image) };
    return [...shown, await send(config, database, texts, { ...draft, content })];
  } finally {
    await database.close();
  }
}

const mimes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

function readImage(folder: string, name: string) {
  const mime = mimes[extname(name).toLowerCase()];
  if (mime === undefined) throw new ConfigError([`image ${name}: must be a .jpg or .png file.`]);
  try {
    return { bytes: readFileSync(resolve(folder, name)), mime };
  } catch {
    throw new ConfigError([`image ${name}: there is no such file beside the announcement.`]);
  }
}

/** The file as a draft; its id comes from its words, so that the same file again is the same announcement. */
function draftOf(asked: AnnouncementFile, text: string): NewAnnouncement {
  const { vi, en } = asked.text;
  const content: AnnouncementContent = {
    texts: { vi, ...(en === undefined ? {} : { en }) },
    buttons: asked.buttons,
  };
  const audience: Audience = { ...asked.audience, units: asked.audience.units ?? asked.units };
  return {
    id: `f${createHash('sha256').update(text).digest('hex').slice(0, 15)}` as AnnouncementId,
    kind: asked.kind,
    class: asked.class,
    content,
    sendAt: asked.sendAt ?? null,
    skipAfter: asked.skipAfter ?? null,
    urgentReason: asked.urgentReason ?? null,
    author: 'operator',
    authorName: null,
    units: asked.units,
    audience: withSets(audience, loadProductSets(join(root, 'content/product-sets.yaml')).sets),
  };
}

interface Checking {
  readonly database: OpenDatabase;
  readonly texts: Texts;
  readonly draft: NewAnnouncement;
  readonly path: string;
  readonly imageSize: number | undefined;
}

/** @throws ConfigError with every fault */
async function requireSound(config: Config, checking: Checking): Promise<void> {
  const { database, texts, draft, path, imageSize } = checking;
  const { limits } = announcingOf(config);
  const faults = checkAnnouncement({
    draft: imageSize === undefined ? draft : { ...draft, content: { ...draft.content, image: '' as never } },
    audience: draft.audience,
    now: Date.now(),
    role: 'province',
    textLimit: limits.text,
    captionLimit: limits.caption,
    mediaLimit: limits.media,
    frameLength: frameLength(texts, draft.class, draft.content),
    ...(imageSize === undefined ? {} : { mediaSize: imageSize }),
  }).map(({ code, at, vars = {} }) => `${path}: ${at}: ${texts.text(code, vars, 'en')}`);
  const known = new Set((await database.store.units()).units.map(({ code }) => code));
  const units = [...draft.units, ...(draft.audience.units ?? [])].filter((code) => !known.has(code));
  const unknown = [...new Set(units)].map((code) => `${path}: units: ${code} is no unit of today.`);
  if (faults.length + unknown.length > 0) throw new ConfigError([...faults, ...unknown]);
}

async function show(
  config: Config,
  { store }: OpenDatabase,
  texts: Texts,
  draft: NewAnnouncement,
): Promise<readonly string[]> {
  const now = Date.now();
  const { rates, hours } = announcingOf(config);
  const count = await store.announcements.countAudience(draft.audience, draft.class, draft.sendAt ?? now);
  const preview = previewOf({ count, rates, beginsAt: draft.sendAt ?? now, hours });
  return [...previewLines(preview, texts), '', ...sampleLines(texts, { ...draft, code: 'TB-…' }), ''];
}

async function send(
  config: Config,
  { store }: OpenDatabase,
  texts: Texts,
  draft: NewAnnouncement,
): Promise<string> {
  const at = Date.now();
  const found = await store.announcements.draftAnnouncement(draft, at);
  if (found.state !== 'draft')
    return `${found.code} is there already and ${texts.text(`announcement.state.${found.state}`, {}, 'en')}.`;
  const deciding = { tx: store.announcements, at, by: { id: 'operator', role: 'province' } } as const;
  const released = await release(deciding, found, {
    fourEyes: config.announcementApproval,
    again: values.again,
  });
  if (!released.ok) throw new ConfigError([texts.text(released.code, released.vars ?? {}, 'en')]);
  return `${released.value.code} is ${texts.text(`announcement.state.${released.value.state}`, {}, 'en')}.`;
}
