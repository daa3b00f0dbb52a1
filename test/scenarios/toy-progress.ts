/** Self-assessments and dossiers in the toy world, kept beside the town. */

import type { ContactId, Idea } from '../../src/core/model.ts';
import { isSameProduct, type SelfCheck, type SelfCheckDraft } from '../../src/core/self-check.ts';
import type { SelfCheckEvent } from '../../src/core/self-check-event.ts';
import type { DossierTicks, OwnProgress } from '../../src/flow/needs/progress.ts';

interface Place {
  readonly ideas: readonly Idea[];
  readonly now: number;
}
interface Whose {
  readonly contact: { readonly id: ContactId };
}
interface Kept {
  readonly checks: (SelfCheck & { readonly contactId: string })[];
  readonly drafts: (SelfCheckDraft & { readonly contactId: string })[];
  readonly ticks: (DossierTicks & { readonly contactId: string })[];
}

const books = new WeakMap<object, Kept>();

function bookOf(town: object): Kept {
  const book = books.get(town) ?? { checks: [], drafts: [], ticks: [] };
  books.set(town, book);
  return book;
}

export function progressSnapshot(town: Place, { contact }: Whose): { readonly ownProgress: OwnProgress } {
  const { checks, drafts, ticks } = bookOf(town);
  const own = <T extends { readonly contactId: string }>(all: readonly T[]) =>
    all.filter(({ contactId }) => contactId === contact.id);
  const products = town.ideas
    .filter(
      ({ contactId, fields, status }) =>
        contactId === contact.id && fields.productSet !== 'unsure' && status !== 'withdrawn',
    )
    .map(({ fields }) => ({ name: fields.productName, setId: fields.productSet, star: null }));
  return {
    ownProgress: {
      products,
      checks: own(checks).toReversed(),
      drafts: own(drafts),
      dossiers: own(ticks).toSorted((a, b) => b.changedAt - a.changedAt),
    },
  };
}

const isOf = (one: SelfCheckDraft, other: Pick<SelfCheck, 'setId' | 'product'>): boolean =>
  one.setId === other.setId && isSameProduct(one.product, other.product);

type Applier<T extends SelfCheckEvent['type']> = (
  event: Extract<SelfCheckEvent, { type: T }>,
  town: Place,
  person: Whose,
) => undefined;

export const progressAppliers: { readonly [T in SelfCheckEvent['type']]: Applier<T> } = {
  self_check_saved: ({ check }, town, { contact }) => {
    const { checks, drafts } = bookOf(town);
    checks.push({ ...check, contactId: contact.id, at: town.now });
    const at = drafts.findIndex((one) => one.contactId === contact.id && isOf(one, check));
    if (at >= 0) drafts.splice(at, 1);
  },
  self_check_noted: ({ note: { anew, ...draft } }, town, { contact }) => {
    const { drafts } = bookOf(town);
    const at = drafts.findIndex((one) => one.contactId === contact.id && isOf(one, draft));
    const before = anew ? {} : drafts[at]?.answers;
    const noted = { ...draft, contactId: contact.id, answers: { ...before, ...draft.answers } };
    if (at >= 0) drafts[at] = noted;
    else drafts.push(noted);
  },
  self_check_dropped: (draft, town, { contact }) => {
    const { drafts } = bookOf(town);
    const at = drafts.findIndex((one) => one.contactId === contact.id && isOf(one, draft));
    if (at >= 0) drafts.splice(at, 1);
  },
  dossier_ticked: ({ kind, setId, ticked }, town, { contact }) => {
    const { ticks } = bookOf(town);
    const at = ticks.findIndex(
      (one) => one.contactId === contact.id && one.kind === kind && one.setId === setId,
    );
    if (at >= 0) ticks.splice(at, 1);
    ticks.push({ kind, setId, ticked, contactId: contact.id, changedAt: town.now });
  },
};
