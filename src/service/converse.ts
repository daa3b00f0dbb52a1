/** Takes turns: one inbound handled in one transaction, its reply handed over right after. */

import { dayOf } from '../core/calendar.ts';
import type { Event } from '../core/event.ts';
import type { StoredInbound } from '../core/message.ts';
import type { ContactId, ParcelId } from '../core/model.ts';
import type { TurnContext } from '../flow/context.ts';
import type { Session, World } from '../flow/define.ts';
import { advance } from '../flow/engine.ts';
import { parseReference } from '../flow/reference.ts';
import { type Move, plannedLookup, route, targetFlow } from '../flow/route.ts';
import type { ParcelPlan, TurnState, TurnTx } from '../ports.ts';
import { type Applying, applyEvents } from './apply-events.ts';
import type { Deps, FinishedTurn } from './deps.ts';
import { actWithoutWords } from './presence.ts';
import { renderLines } from './render.ts';

/** Flows one turn may pass through (what was wanted, what it requires, and back). */
const handOversAtMost = 6;
/** A turn that failed this often gets a sorry text with the error's code instead of another try. */
const sorryAt = 3;

export type TurnResult =
  | {
      readonly kind: 'done';
      /** Further inbounds of the contact wait. */
      readonly more: boolean;
      readonly reply: ParcelPlan | null;
      readonly planned: readonly ParcelPlan[];
      readonly orphaned: Applying['orphaned'];
      readonly merges: Applying['merges'];
      readonly finished: FinishedTurn;
    }
  /** The photo or document must be fetched first, outside the transaction. */
  | { readonly kind: 'fetch'; readonly inbound: StoredInbound };

/** Handles the oldest waiting inbound of each contact; contacts without one are missing from the result. */
export async function takeTurns(
  deps: Deps,
  contactIds: readonly ContactId[],
  seen: (contactId: ContactId, inboundId: string) => void,
): Promise<ReadonlyMap<ContactId, TurnResult>> {
  const results = await deps.store.turns(contactIds, async (tx, state) => {
    seen(state.contact.id, state.inbound.id);
    const result = needsFile(state)
      ? ({ kind: 'fetch', inbound: state.inbound } as const)
      : await handle(deps, tx, state);
    return [state.contact.id, result] as const;
  });
  return new Map(results);
}

/** Its photo or document was not looked at yet. */
function needsFile({ inbound: { input } }: TurnState): boolean {
  const file = input.kind === 'photo' || input.kind === 'document';
  return file && input.media === undefined && input.problem === undefined;
}

async function handle(deps: Deps, tx: TurnTx, state: TurnState): Promise<TurnResult> {
  const turn = begin(deps, tx, state);
  const finished =
    (await actWithoutWords(turn, state.session)) ??
    (state.attempts >= sorryAt ? apologise(turn, state) : await converse(deps, turn, state.session));
  const reply = replyOf(deps, turn);
  if (turn.plans.length > 0) await tx.planParcels(turn.plans, turn.at);
  await tx.finish({
    inbound: state.inbound,
    session: finished.session,
    reply,
    at: turn.at,
    talkOnly: turn.plans.length === 0 && finished.events.every(isTalk),
  });
  return {
    kind: 'done',
    more: state.more,
    reply,
    planned: turn.plans,
    orphaned: turn.orphaned,
    merges: turn.merges,
    finished: { inbound: state.inbound, ...finished },
  };
}

/** Says that something of ours is broken, with the code an operator needs. */
function apologise(turn: Applying, { lastError, session }: TurnState) {
  const line = { text: { key: 'engine.sorry', vars: { code: lastError ?? '' } } };
  turn.said.push({ line, language: turn.language });
  return { session, events: [] };
}

/** Events that leave no trace but words and the session. */
const isTalk = ({ type }: Event): boolean =>
  type === 'said' || type === 'flow_handed_over' || type === 'conversation_ended';

function begin(deps: Deps, tx: TurnTx, { inbound, contact, officer }: TurnState): Applying {
  const language = contact.language ?? 'vi';
  return {
    deps,
    tx,
    at: deps.clock.now(),
    inbound,
    contact,
    officer,
    language,
    slots: {},
    said: [],
    plans: [],
    orphaned: [],
    merges: [],
  };
}

/** Runs moves until no flow hands over any more; facts are applied between them, so each flow sees fresh data. */
async function converse(
  deps: Deps,
  turn: Applying,
  from: Session,
): Promise<Pick<FinishedTurn, 'session' | 'events'>> {
  let session = from;
  const events: FinishedTurn['events'][number][] = [];
  let move: Move | null = null;
  for (let moves = 0; moves < handOversAtMost; moves += 1) {
    const step: Awaited<ReturnType<typeof once>> = await once(deps, turn, session, move);
    session = step.session;
    events.push(...step.events);
    move = step.next;
    if (move === null) break;
    if (!step.events.every(isTalk)) Object.assign(turn, await turn.tx.reload(turn.contact.id));
  }
  return { session, events };
}

async function once(deps: Deps, turn: Applying, session: Session, planned: Move | null) {
  const bare: TurnContext = {
    book: deps.book,
    input: turn.inbound.input,
    inboundId: turn.inbound.id,
    world: worldOf(deps, turn),
  };
  const move = planned ?? route(bare, session);
  const ctx = { ...bare, world: { ...bare.world, ...(await load(deps, turn, bare, session, move)) } };
  const outcome = advance(ctx, session, move);
  await applyEvents(outcome.events, turn);
  const handed = outcome.events.find((event) => event.type === 'flow_handed_over');
  const next: Move | null = handed === undefined ? null : { kind: 'start', to: parseReference(handed.to) };
  return { session: outcome.session, events: outcome.events, next };
}

function worldOf({ clock, library, pages }: Deps, { contact, officer }: Applying): World {
  const now = clock.now();
  return { now, today: dayOf(now), contact, officer, hasPages: pages !== undefined, ...library };
}

/** Just the data that the flow about to run declares. */
async function load(
  deps: Deps,
  turn: Applying,
  ctx: TurnContext,
  session: Session,
  move: Move,
): Promise<Partial<World>> {
  const name = targetFlow(session, move);
  const needs = name === null ? [] : (deps.book.flows[name]?.needs ?? []);
  const query = plannedLookup(ctx, session, move);
  const snapshot = needs.length === 0 ? {} : await turn.tx.snapshot(needs, turn);
  return query === null ? snapshot : { ...snapshot, found: await turn.tx.lookup(query) };
}

function replyOf(deps: Deps, turn: Applying): ParcelPlan | null {
  const { inbound, said, slots } = turn;
  const channel = deps.channels[inbound.channel];
  if (said.length === 0 || channel === undefined) return null;
  const toOfficer = turn.officer !== null;
  const bubbles = said
    .reduce<{ language: Applying['language']; lines: Applying['said'][number]['line'][] }[]>(
      (groups, { line, language }) => {
        const last = groups.at(-1);
        if (last?.language === language) last.lines.push(line);
        else groups.push({ language, lines: [line] });
        return groups;
      },
      [],
    )
    .flatMap(({ language, lines }) =>
      renderLines(lines, { texts: deps.texts, language, limits: channel.limits, slots, toOfficer }),
    );
  return {
    id: `r:${inbound.id}` as ParcelId,
    contactId: inbound.contactId,
    class: 'transactional',
    cause: { kind: 'inbound', id: inbound.id },
    channel: inbound.channel,
    address: inbound.address,
    bubbles,
  };
}
