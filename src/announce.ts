/**
 * `npm run announce -- --file F.json [--dry-run]`: an operator's announcement. Works while the service runs and while it
 * does not; then it goes out when the service starts. The same file twice is one announcement.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { previewLines, sampleLines, shownOn } from './app/announce-report.ts';
import { type FileFacts, faultsIn, offeringsNamed } from './app/announcement-faults.ts';
import { type AnnouncementFile, placesIn, readAnnouncementFile } from './app/announcement-file.ts';
import { readImage } from './app/announcement-image.ts';
import { announcingOf, requireKnownUnits } from './app/announcing.ts';
import { type OpenDatabase, openDatabase } from './app/database.ts';
import { loadKnowledge } from './app/knowledge.ts';
import { type Config, readConfig } from './config.ts';
import type { AnnouncementContent, AnnouncementId } from './core/announcement.ts';
import { asksApproval } from './core/announcement-approval.ts';
import { previewOf } from './core/announcement-preview.ts';
import { type Audience, withSets } from './core/audience.ts';
import { ConfigError } from './core/error.ts';
import type { ChannelName } from './core/model.ts';
import { createLog } from './log.ts';
import type { NewAnnouncement, StoredAnnouncement } from './ports/announcement.ts';
import type { Library, Texts } from './ports.ts';
import { release } from './service/broadcast/control.ts';
import { lineAbout, noticePlans } from './service/broadcast/notice.ts';
import { createMediaFiles } from './store/media-files.ts';

const usage = 'Usage: npm run announce -- --file FILE.json [--dry-run] [--again]';

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

/** All a command works with. */
interface Office {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly texts: Texts;
  readonly library: Library;
}

async function announce(config: Config, path: string, text: string): Promise<readonly string[]> {
  const asked = readAnnouncementFile(path, text);
  const { texts, library: open } = loadKnowledge();
  const database = await openDatabase(config, createLog({ ...config, logLevel: 'warn' }), {
    running: 'join',
  });
  try {
    const library = await open(database.store);
    const office = { config, database, texts, library };
    requireKnownUnits(config, library.units);
    const place = placesIn(path, text)(['image']);
    const image = asked.image === undefined ? null : readImage(place, dirname(resolve(path)), asked.image);
    const draft = draftOf(asked, text, library);
    const pictured = image === null ? {} : { imageSize: image.bytes.byteLength };
    await requireSound(office, { path, text, asked, draft, ...pictured });
    const shown = await show(config, database, texts, draft);
    if (values['dry-run']) return [...shown, 'A dry run: nothing was written or sent.'];
    const media = createMediaFiles(join(config.dataDir, 'media'), database.store.media);
    const content = image === null ? draft.content : { ...draft.content, image: await media.keep(image) };
    return [...shown, ...(await send(office, { ...draft, content }))];
  } finally {
    await database.close();
  }
}

/** The file as a draft; its id comes from its words, so that the same file again is the same announcement. */
function draftOf(asked: AnnouncementFile, text: string, { sets }: Pick<Library, 'sets'>): NewAnnouncement {
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
    audience: withSets(audience, sets),
  };
}

/** @throws ConfigError with every fault and its line */
async function requireSound(
  { config, database: { store }, library, texts }: Office,
  facts: FileFacts,
): Promise<void> {
  const named = await Promise.all(
    offeringsNamed(facts.asked).map(async (code) =>
      (await store.findOffering(code)) === null ? [] : [code],
    ),
  );
  const faults = faultsIn(facts, {
    now: Date.now(),
    texts,
    announcing: announcingOf(config),
    units: library.units,
    sets: { inGroup: library.sets.inGroup, ids: new Set(library.sets.ids) },
    topics: new Set(library.classTopics.map(({ topic }) => topic)),
    offerings: new Set(named.flat()),
  });
  if (faults.length > 0) throw new ConfigError(faults);
}

async function show(
  config: Config,
  { store }: OpenDatabase,
  texts: Texts,
  draft: NewAnnouncement,
): Promise<readonly string[]> {
  const now = Date.now();
  const { rates, hours } = announcingOf(config);
  const count = await store.announcements.countAudience(
    draft.audience,
    draft.class,
    draft.sendAt ?? now,
    draft.kind,
  );
  const preview = previewOf({ count, rates, beginsAt: draft.sendAt ?? now, hours });
  return [...previewLines(preview, texts), '', ...sampleLines(texts, { ...draft, code: 'TB-…' }), ''];
}

async function send(office: Office, draft: NewAnnouncement): Promise<readonly string[]> {
  const { config, texts, library } = office;
  const { announcements } = office.database.store;
  const at = Date.now();
  const found = await announcements.draftAnnouncement(draft, at);
  const stateOf = ({ state }: typeof found) => texts.text(`announcement.state.${state}`, {}, 'en');
  if (found.state !== 'draft') return [`${found.code} is there already and ${stateOf(found)}.`];
  const deciding = { tx: announcements, at, by: { id: 'operator', role: 'province' } } as const;
  const released = await release(deciding, found, {
    fourEyes: asksApproval(config.announcementApproval, draft.units, library.units),
    again: values.again,
  });
  if (!released.ok) throw new ConfigError([texts.text(released.code, released.vars ?? {}, 'en')]);
  const { value } = released;
  const told = value.state === 'approval' ? [await askApproval(office, value)] : [];
  return [`${value.code} is ${stateOf(value)}.`, ...told];
}

/** Whoever may approve it hears of it from the running service. */
async function askApproval({ database, texts }: Office, one: StoredAnnouncement): Promise<string> {
  const { announcements } = database.store;
  const to = await announcements.approversOf(one.id);
  if (to.length === 0) return texts.text('announce.done.approvalNobody', { code: one.code }, 'en');
  const lines = [lineAbout(one, 'toldApproval', { by: { key: 'announce.operator' } })];
  const notice = { id: `approval:${one.id}:${one.version}`, lines };
  const limitsOf = (channel: ChannelName) => shownOn[channel];
  await announcements.planNotices(noticePlans({ texts, limitsOf }, to, notice), Date.now());
  return texts.text('announce.done.approval', { code: one.code }, 'en');
}
