/** Events about product ideas: each changes the row, leaves an audit line and tells the other side. */
import type { Vars } from '../../core/event.ts';
import type { Idea, IdeaStatus } from '../../core/model.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { notify } from '../notify.ts';

export const ideaRegistered: Handler<'idea_registered'> = async ({ ideaId, fields }, turn) => {
  const idea = await turn.tx.insertIdea({ id: ideaId, contactId: turn.contact.id, fields, at: turn.at });
  turn.slots.ideaCode = idea.code;
  await record(turn, idea, 'idea_registered');
  await tellOfficers(turn, idea, 'officer.toldNew');
};

export const ideaCorrected: Handler<'idea_corrected'> = async ({ ideaId, seen, fields }, turn) => {
  const idea = await turn.tx.changeIdea({ id: ideaId, seen, status: 'resubmitted', fields, at: turn.at });
  turn.slots.ideaCode = idea.code;
  await record(turn, idea, 'idea_corrected');
  await tellOfficers(turn, idea, 'officer.toldCorrected');
};

export const ideaWithdrawn: Handler<'idea_withdrawn'> = async ({ ideaId, seen }, turn) => {
  const idea = await turn.tx.changeIdea({ id: ideaId, seen, status: 'withdrawn', at: turn.at });
  await record(turn, idea, 'idea_withdrawn');
  await tellOfficers(turn, idea, 'officer.toldWithdrawn');
};

export const ideaAccepted: Handler<'idea_accepted'> = async ({ ideaId, seen, note }, turn) => {
  await decide(turn, { ideaId, seen, status: 'accepted', reason: null, note: note ?? '' });
};

export const ideaReturned: Handler<'idea_returned'> = async ({ ideaId, seen, reason }, turn) => {
  await decide(turn, { ideaId, seen, status: 'returned', reason, note: reason });
};

interface Decision {
  readonly ideaId: Idea['id'];
  readonly seen: number;
  readonly status: Extract<IdeaStatus, 'accepted' | 'returned'>;
  readonly reason: string | null;
  readonly note: string;
}

async function decide(turn: Applying, { ideaId, seen, status, reason, note }: Decision): Promise<void> {
  const decidedBy = turn.contact.name ?? '';
  const idea = await turn.tx.changeIdea({
    id: ideaId,
    seen,
    status,
    returnReason: reason,
    decidedBy,
    at: turn.at,
  });
  await record(turn, idea, `idea_${status}`);
  const producer = await turn.tx.recipient(idea.contactId);
  if (producer === null) return;
  const vars = { ...varsOf(turn, idea), note, reason: note, officer: decidedBy };
  const open = { label: { key: 'myIdeas.openButton' }, payload: `my-ideas:open:${idea.code}` };
  notify(turn, [producer], status, [
    {
      text: { key: status === 'accepted' ? 'myIdeas.toldAccepted' : 'myIdeas.toldReturned', vars },
      choices: [open],
    },
  ]);
}

async function tellOfficers(turn: Applying, idea: Idea, key: string): Promise<void> {
  const officers = (await turn.tx.officersOf(idea.unit)).filter(
    ({ contactId }) => contactId !== turn.contact.id,
  );
  const open = { label: { key: 'officer.openButton' }, payload: `officer:open:${idea.code}` };
  notify(turn, officers, key, [{ text: { key, vars: varsOf(turn, idea) }, choices: [open] }]);
}

function varsOf(turn: Applying, idea: Idea): Vars {
  const { productName, registrantName, productSet } = idea.fields;
  return {
    code: idea.code,
    product: productName,
    person: registrantName,
    unit: turn.deps.library.units.byCode(idea.unit)?.name ?? idea.unit,
    set: { key: `productSet.${productSet}` },
  };
}

const record = (turn: Applying, idea: Idea, action: string): Promise<void> =>
  turn.tx.audit(
    {
      actor: turn.contact.id,
      action,
      subject: `idea:${idea.code}`,
      detail: { version: idea.version, status: idea.status },
    },
    turn.at,
  );
