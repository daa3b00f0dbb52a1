/** The values put into a template, and the check against what the template declares. */
import { ZaloInputError } from './error.ts';
import { asBoolean, asList, asNumber, asObject, asText } from './json.ts';
import { countCodePoints, toNfc } from './text.ts';

export type TemplateData = Readonly<Record<string, string>>;

export interface TemplateParam {
  readonly name: string;
  readonly required: boolean;
  readonly type: string;
  readonly minLength: number;
  readonly maxLength: number | null;
  readonly acceptsEmpty: boolean;
}

export interface TemplateDataFault {
  readonly name: string;
  readonly fault: 'missing' | 'too_short' | 'too_long' | 'undeclared';
}

/** Gives the values in NFC. @throws ZaloInputError `not_a_string`: Zalo wants strings, also for numbers */
export function requireTemplateData(data: TemplateData): TemplateData {
  const entries = Object.entries(data).map(([name, value]) => {
    if (typeof value !== 'string') throw new ZaloInputError('not_a_string', `template data ${name}`);
    return [name, toNfc(value)] as const;
  });
  return Object.fromEntries(entries);
}

/** Everything in which the data differ from the declared parameters; saves a call that ends in -1121 … -1124. */
export function checkTemplateData(
  params: readonly TemplateParam[],
  data: TemplateData,
): readonly TemplateDataFault[] {
  const declared = new Set(params.map((param) => param.name));
  const faults = params.flatMap((param) => checkParam(param, data[param.name]));
  const undeclared = Object.keys(data).filter((name) => !declared.has(name));
  return [...faults, ...undeclared.map((name) => ({ name, fault: 'undeclared' as const }))];
}

function checkParam(param: TemplateParam, value: string | undefined): readonly TemplateDataFault[] {
  const { name } = param;
  if (value === undefined || value === '') {
    const missing = value === undefined ? param.required : !param.acceptsEmpty;
    return missing ? [{ name, fault: 'missing' }] : [];
  }
  const length = countCodePoints(toNfc(value));
  if (length < param.minLength) return [{ name, fault: 'too_short' }];
  return param.maxLength !== null && length > param.maxLength ? [{ name, fault: 'too_long' }] : [];
}

/** Reads `listParams` of `template/info/v2`. */
export function readParams(value: unknown): readonly TemplateParam[] {
  return asList(value)
    .map(asObject)
    .map((param) => ({
      name: asText(param.name) ?? '',
      required: asBoolean(param.require) ?? false,
      type: asText(param.type) ?? '',
      minLength: asNumber(param.minLength) ?? 0,
      maxLength: asNumber(param.maxLength),
      acceptsEmpty: asBoolean(param.acceptNull) ?? false,
    }));
}
