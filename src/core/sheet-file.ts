/** Pure: files that look like spreadsheets, by name or by what the channel says of them. */
import type { FileRef, Input } from './message.ts';

const named = /\.(?:xlsx|xlsm|xls|csv|ods)$/iu;
const mimes: readonly string[] = [
  'text/csv',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.spreadsheet',
];

const looksLikeSheet = ({ name = '', mime = '' }: FileRef): boolean =>
  named.test(name) || mimes.includes(mime.toLowerCase());

/** Whether somebody sent a spreadsheet. */
export const isSheet = (input: Input): boolean => input.kind === 'document' && looksLikeSheet(input.file);
