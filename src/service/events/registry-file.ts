/** Events about registry files sent in chat. */
import type { MediaId } from '../../core/model.ts';
import type { Handler } from '../apply-events.ts';

export const registryFileSent: Handler<'registry_file_sent'> = async ({ media, unit, fileName }, turn) => {
  const { contact, at, tx } = turn;
  await tx.sendRegistryFile({ contactId: contact.id, unit, media: media as MediaId, fileName, at });
  await tx.audit({ actor: contact.id, action: 'registry_file_sent', subject: `unit:${unit}` }, at);
};

export const registryLineTyped: Handler<'registry_line_typed'> = async ({ unit, line }, turn) => {
  const { contact, at, tx } = turn;
  await tx.sendRegistryFile({ contactId: contact.id, unit, line, fileName: line.product ?? '', at });
  await tx.audit({ actor: contact.id, action: 'registry_line_typed', subject: `unit:${unit}` }, at);
};

export const registryFileTaken: Handler<'registry_file_taken'> = async ({ file }, turn) => {
  await turn.tx.takeRegistryFile(file, turn.contact.id);
};
