/** Events that join and part the accounts of one person. Nothing is joined that both sides did not agree to. */
import type { SaidChoice, SaidLine, Vars } from '../../core/event.ts';
import type { Recipient } from '../../ports.ts';
import type { Applying, Handler } from '../apply-events.ts';
import { notify } from '../notify.ts';

export const linkCodeWanted: Handler<'link_code_wanted'> = async (_event, turn) => {
  turn.slots.linkCode = await turn.tx.makeLinkCode(turn.contact.id, turn.at);
};

export const linkAsked: Handler<'link_asked'> = async ({ by }, turn) => {
  const { contact, inbound, tx, at } = turn;
  const asker = { contactId: contact.id, channel: inbound.channel, address: inbound.address };
  const { id, owner } = await tx.askLink(by, asker, at);
  await record(turn, 'link_asked', `contact:${owner}`);
  const recipient = await tx.recipient(owner);
  if (recipient === null) return;
  const vars = { channel: channelOf(inbound.channel), name: inbound.displayName ?? contact.name ?? '' };
  const open = { label: { key: 'link.open' }, payload: `link:approve:${id}` };
  tell(turn, recipient, 'link.toldAsked', { vars, choices: [open] });
};

export const linkAnswered: Handler<'link_answered'> = async ({ link, agreed }, turn) => {
  const asker = await turn.tx.answerLink(link, turn.contact.id, agreed, turn.at);
  await record(turn, agreed ? 'link_agreed' : 'link_declined', `contact:${asker.contactId}`);
  if (agreed) turn.merges.push(link);
  tell(turn, { ...asker, language: turn.language }, agreed ? 'link.toldAgreed' : 'link.toldDeclined');
};

export const accountPreferred: Handler<'account_preferred'> = async ({ channel, address }, turn) => {
  await turn.tx.preferAccount(turn.contact.id, { channel, address });
};

export const accountUnlinked: Handler<'account_unlinked'> = async ({ channel, address }, turn) => {
  const contactId = await turn.tx.unlinkAccount(turn.contact.id, { channel, address }, turn.at);
  await record(turn, 'account_unlinked', `contact:${contactId}`);
  const here = channel === turn.inbound.channel && address === turn.inbound.address;
  if (!here) tell(turn, { contactId, channel, address, language: turn.language }, 'link.toldUnlinked');
};

const channelOf = (channel: string) => ({ key: `link.channel.${channel}` });

function tell(
  turn: Applying,
  recipient: Recipient,
  key: string,
  rest: { readonly vars?: Vars; readonly choices?: readonly SaidChoice[] } = {},
): void {
  const { vars, choices } = rest;
  const line: SaidLine = {
    text: vars === undefined ? { key } : { key, vars },
    ...(choices === undefined ? {} : { choices }),
  };
  notify(turn, [recipient], key, [line]);
}

const record = (turn: Applying, action: string, subject: string): Promise<void> =>
  turn.tx.audit({ actor: turn.contact.id, action, subject }, turn.at);
