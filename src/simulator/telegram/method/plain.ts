/** `getMe`, `getFile`, `setMyCommands` and their like. */
import { badRequest } from '../failure.ts';
import { downloadBytesAtMost } from '../file-shelf.ts';
import { jsonParam, type Params, textParam } from '../params.ts';
import type { World } from '../world.ts';

export function getMe(world: World) {
  return {
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  };
}

export function getFile(world: World, params: Params) {
  const file = world.files.byId(textParam(params, 'file_id'));
  if (file === undefined) throw badRequest('invalid file_id');
  if (file.size > downloadBytesAtMost) throw badRequest('file is too big');
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    file_path: file.path,
  };
}

export function setMyCommands(world: World, params: Params): true {
  const complaint = "can't parse commands JSON object";
  const commands = jsonParam(params, 'commands', complaint);
  if (!Array.isArray(commands)) throw badRequest(complaint);
  for (const one of commands) requireCommand(one);
  world.commands = commands;
  return true;
}

export const getMyCommands = (world: World): unknown => world.commands;

function requireCommand(one: unknown): void {
  const { command, description } = { command: '', description: '', ...(one as object) };
  if (!/^[a-z0-9_]{1,32}$/u.test(String(command))) throw badRequest('BOT_COMMAND_INVALID');
  if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
}
