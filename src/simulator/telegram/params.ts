/** Reading Bot API parameters, which may come as JSON values or as strings of a form. */
import { badRequest } from './failure.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mime: string;
}

export interface Params {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly uploads: Readonly<Record<string, Upload>>;
}

export function textParam({ fields }: Params, name: string): string {
  const value = fields[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : '';
}

/** A whole number, or `fallback` when the field is absent or no number. */
export function intParam(params: Params, name: string, fallback: number): number {
  const text = textParam(params, name);
  const value = Number(text);
  return text !== '' && Number.isSafeInteger(value) ? value : fallback;
}

export const flagParam = (params: Params, name: string): boolean =>
  ['true', '1'].includes(textParam(params, name).toLowerCase());

/** An object or list, given as JSON value or as its text; `undefined` when absent. */
export function jsonParam({ fields }: Params, name: string, complaint: string): unknown {
  const value = fields[name];
  if (typeof value !== 'string') return value ?? undefined;
  if (value === '') return undefined;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(complaint);
  }
}
