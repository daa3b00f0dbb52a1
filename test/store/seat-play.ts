/** Random people act on the seats of made-up classes at the same moment; what came out must be what one of them after the other would have got. */
import pg from 'pg';
import { act } from '../../src/core/seat-act.ts';
import type { Seating, SeatResult } from '../../src/core/seats.ts';
import { type Interleaving, makeUp, type Timed } from './seat-chance.ts';

interface Done extends Timed {
  readonly got: SeatResult & { readonly turn: number };
}

export interface Played {
  readonly acts: number;
  /** What went wrong first, with its seed; `null` when nothing did. */
  readonly fault: string | null;
  readonly faults: number;
  /** Classes with more seats given than there ever were. */
  readonly oversold: number;
}

const batch = 250;
const atOnce = 3;

/** Plays `count` interleavings from a first seed on; every stream of one has a connection of its own. */
export async function playSeats(url: string, from: number, count: number): Promise<Played> {
  const clients = await Promise.all(Array.from({ length: 4 * atOnce }, () => connected(url)));
  await clients[0]?.query(streamPlayer);
  const found: (string | null)[] = [];
  let [oversold, acts] = [0, 0];
  try {
    for (let first = from; first < from + count; first += batch) {
      const seeds = Array.from({ length: Math.min(batch, from + count - first) }, (_, n) => first + n);
      const plays = seeds.map((seed) => makeUp(seed, `p${from}`));
      await makePools(clients[0] as pg.Client, plays);
      const results = new Map<string, readonly Done[] | Error>();
      const rest = plays[Symbol.iterator]();
      const hand = async (mine: readonly pg.Client[]) => {
        for (let next = rest.next(); next.done !== true; next = rest.next())
          results.set(next.value.id, await perform(next.value, mine));
      };
      await Promise.all(Array.from({ length: atOnce }, (_, n) => hand(clients.slice(n * 4, n * 4 + 4))));
      const ends = await readEnds(clients[0] as pg.Client, plays);
      for (const play of plays) {
        acts += play.streams.flat().length;
        const end = ends.get(play.id);
        found.push(compare(play, results.get(play.id) ?? new Error('not played'), end));
        if (end !== undefined && isOversold(play, end)) oversold += 1;
      }
    }
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  const faults = found.filter((fault) => fault !== null);
  return { acts, fault: faults[0] ?? null, faults: faults.length, oversold };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function makePools(client: pg.Client, plays: readonly Interleaving[]): Promise<void> {
  const rows = JSON.stringify(plays.map(({ id, rules }) => ({ id, ...rules })));
  await client.query(
    `INSERT INTO offering (id, code, kind, state, title, description, organiser, unit_code, created_at, changed_at)
     SELECT id, id, 'class', 'open', 'Lớp thử', '', '', '19', now(), now() FROM jsonb_to_recordset($1) AS r(id text)`,
    [rows],
  );
  await client.query(
    `INSERT INTO seat_pool (id, capacity, per_producer, at_once, has_waiting_list, opens_at, closes_at, starts_at)
     SELECT id, capacity, "perProducer", "atOnce", "hasWaitingList", at_ms("opensAt"), at_ms("closesAt"), at_ms("startsAt")
     FROM jsonb_to_recordset($1) AS r(id text, capacity int, "perProducer" int, "atOnce" int, "hasWaitingList" boolean,
       "opensAt" bigint, "closesAt" bigint, "startsAt" bigint)`,
    [rows],
  );
}

async function perform(play: Interleaving, clients: readonly pg.Client[]): Promise<readonly Done[] | Error> {
  const streams = await Promise.allSettled(
    play.streams.map((stream, n) => performStream(clients[n] as pg.Client, play.id, stream)),
  );
  const failed = streams.find((stream) => stream.status === 'rejected');
  if (failed !== undefined) return failed.reason as Error;
  return streams.flatMap((stream) => (stream.status === 'fulfilled' ? stream.value : []));
}

async function performStream(client: pg.Client, pool: string, stream: readonly Timed[]): Promise<Done[]> {
  const acts = JSON.stringify(stream.map(({ act: deed, at }) => ({ pool, ...deed, at })));
  const { rows } = await client.query<{ results: readonly Done['got'][] }>('CALL play_stream($1, NULL)', [
    acts,
  ]);
  const results = rows[0]?.results ?? [];
  return stream.map((timed, n) => ({ ...timed, got: results[n] as Done['got'] }));
}

/** Acts of one stream, each in a transaction of its own, without a way back to us between them. */
const streamPlayer = `CREATE OR REPLACE PROCEDURE play_stream(p_acts jsonb, INOUT results jsonb) LANGUAGE plpgsql AS $$
  DECLARE
    a jsonb;
    v_results jsonb[];
  BEGIN
    FOR n IN 0 .. jsonb_array_length(p_acts) - 1 LOOP
      a := p_acts -> n;
      v_results[n] := seat_act(a, (a ->> 'at')::bigint);
      COMMIT;
    END LOOP;
    results := to_jsonb(v_results);
  END $$`;

/** How a class stands in the end, in the words of the rules. */
interface End {
  readonly held: number;
  readonly waiting: number;
  readonly capacity: number;
  readonly isCancelled: boolean;
  readonly dueAt: number | null;
  readonly claims: Seating['claims'];
}

async function readEnds(
  client: pg.Client,
  plays: readonly Interleaving[],
): Promise<ReadonlyMap<string, End>> {
  const { rows } = await client.query<{ id: string; end: End }>(
    `SELECT p.id, json_build_object('held', p.held, 'waiting', p.waiting, 'capacity', p.capacity,
       'isCancelled', p.is_cancelled, 'dueAt', ms_of(p.due_at), 'claims', coalesce((
         SELECT json_agg(json_build_object('no', c.no, 'person', c.person, 'producer', c.producer, 'seats', c.seats,
           'state', c.state, 'answerBy', ms_of(c.answer_by)) ORDER BY c.no) FROM seat_claim c WHERE c.pool_id = p.id
       ), '[]')) AS end
     FROM seat_pool p WHERE p.id = ANY ($1)`,
    [plays.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, end }) => [id, end]));
}

/** Replays the acts in the order in which the database says it did them. */
function compare(play: Interleaving, done: readonly Done[] | Error, end: End | undefined): string | null {
  if (done instanceof Error) return `${play.id}: ${done.message}`;
  let seating: Seating = { ...play.rules, claims: [] };
  const inOrder = [...done].sort((a, b) => a.got.turn - b.got.turn);
  for (const [n, { act: deed, at, got }] of inOrder.entries()) {
    const acted = act(seating, deed, at);
    seating = acted.seating;
    const expected = JSON.stringify({ ...acted.outcome, turn: n + 1 });
    if (JSON.stringify(sorted(got)) !== JSON.stringify(sorted(JSON.parse(expected))))
      return `${play.id}: act ${n + 1} ${JSON.stringify(deed)} gave ${JSON.stringify(got)}, not ${expected}`;
  }
  const claims = JSON.stringify(seating.claims.map(sorted));
  const found = JSON.stringify(end?.claims.map(sorted));
  if (claims !== found) return `${play.id}: ended with ${found}, not ${claims}`;
  return countsFault(play, seating, end);
}

function countsFault(play: Interleaving, seating: Seating, end: End | undefined): string | null {
  const held = seating.claims.filter(({ state }) => state === 'taken' || state === 'offered');
  const expected = [
    held.reduce((sum, { seats }) => sum + seats, 0),
    seating.claims.filter(({ state }) => state === 'waiting').length,
    seating.capacity,
    seating.isCancelled,
  ];
  const found = [end?.held, end?.waiting, end?.capacity, end?.isCancelled];
  if (JSON.stringify(expected) !== JSON.stringify(found))
    return `${play.id}: counts ${found}, not ${expected}`;
  const ends = held.flatMap(({ answerBy }) => answerBy ?? []);
  const late = ends.length > 0 && (end?.dueAt ?? Number.POSITIVE_INFINITY) > Math.min(...ends);
  return late ? `${play.id}: nobody would look when an offer ends` : null;
}

/** The same whatever the order of the keys, inside lists as well. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}

function isOversold({ rules, streams }: Interleaving, { claims }: End): boolean {
  const sizes = streams.flat().flatMap(({ act: deed }) => (deed.kind === 'resize' ? [deed.capacity] : []));
  const held = claims.filter(({ state }) => state === 'taken' || state === 'offered');
  return held.reduce((sum, { seats }) => sum + seats, 0) > Math.max(rules.capacity, ...sizes);
}
