/** Checks template data against what the template declares; the codes are those of the ZNS host. */
import type { SimTemplate } from './options.ts';
import type { Json } from './reply.ts';

export interface ParamFault {
  readonly code: -111 | -1121 | -1122 | -1124;
  readonly message: string;
}

/** Gives the first fault, `null` when the data fit. */
export function checkParams(template: SimTemplate, data: Json): ParamFault | null {
  if (template.params.length > 0 && Object.keys(data).length === 0) {
    return { code: -111, message: 'Template data is empty' };
  }
  for (const { name, required = true, minLength = 0, maxLength } of template.params) {
    const value = data[name];
    if (value === undefined) {
      if (required) return { code: -1122, message: `Template data missing parameter: ${name}` };
      continue;
    }
    // Zalo wants strings, also for numbers.
    if (typeof value !== 'string') return { code: -1124, message: `Parameter format is invalid: ${name}` };
    const { length } = [...value];
    if (length < minLength) return { code: -1124, message: `Parameter is too short: ${name}` };
    if (maxLength !== undefined && length > maxLength) {
      return { code: -1121, message: `Parameter exceeds the limit: ${name}` };
    }
  }
  return null;
}
