/** Pure: reads a spreadsheet that somebody sent as an answer; the file's name is kept beside it. */
import type { Input } from '../../core/message.ts';
import type { Parsed } from '../define.ts';

export const sheetHints = ['registry.fileWanted', 'registry.fileLost', 'sheet.tooBig'] as const;

export function parseSheet(input: Input): Parsed {
  if (input.kind !== 'document') return { ok: false, hint: 'registry.fileWanted' };
  if (input.media === undefined)
    return { ok: false, hint: input.problem === 'too_large' ? 'sheet.tooBig' : 'registry.fileLost' };
  return { ok: true, value: input.media, also: { fileName: input.file.name ?? '' } };
}
