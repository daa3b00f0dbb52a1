/** The page's made-up people on Zalo: the same id there after every start, so that the bot knows them again. */
import type { ZaloStandIn } from '../../zalo/stand-in.ts';
import { madeUpPhone } from '../people.ts';

/** Zalo's id of a person of the page: 18 digits, too long for a JavaScript number, as Zalo's are. */
export const zaloIdOf = (id: number): string => `8${String(id).padStart(17, '0')}`;

/** The person of the page behind a Zalo id; `null` for anybody else. */
export function pageIdOf(zaloId: string): number | null {
  const id = /^8(\d{17})$/u.exec(zaloId)?.[1];
  return id === undefined ? null : Number(id);
}

/** Makes the function that gives a person's Zalo id, and the person an account there when first asked. */
export function createZaloPeople(zalo: Pick<ZaloStandIn, 'addPerson'>) {
  const known = new Set<string>();
  return ({ id, name }: { readonly id: number; readonly name: string }): string => {
    const zaloId = zaloIdOf(id);
    if (!known.has(zaloId)) zalo.addPerson({ id: zaloId, name, phone: madeUpPhone(id) });
    known.add(zaloId);
    return zaloId;
  };
}
