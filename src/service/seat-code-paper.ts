/** The picture of a person's own code for one class, made when it is sent: `paper/seat-code/<language>/<class>.<contact>`. */
import type { ContactId, Language, MediaId } from '../core/model.ts';
import type { Documents } from '../ports/document.ts';
import type { SeatCodes } from '../ports/seat-code.ts';
import type { Store } from '../ports.ts';
import type { PaperMaker } from './made-media.ts';

export interface SeatCodePaperDeps {
  readonly store: Pick<Store, 'findOffering' | 'roster'>;
  readonly codes: SeatCodes;
  readonly documents: () => Promise<Pick<Documents, 'qrPng'>>;
}

/** Names the picture; who may have it was asked when it was offered. */
export const seatCodeMedia = (code: string, contactId: ContactId, language: Language): MediaId =>
  `paper/seat-code/${language}/${code}.${contactId}` as MediaId;

export function seatCodePapers({
  store,
  codes,
  documents,
}: SeatCodePaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
    'seat-code': async (id) => {
      const [code = '', contactId = ''] = id.split('.');
      const view = await store.findOffering(code);
      const rows = view === null ? [] : await store.roster(view.offering.id);
      const own = rows.find((row) => row.contactId === contactId && row.state === 'taken');
      if (own === undefined) return null;
      return { bytes: await (await documents()).qrPng(codes.make(own.claim)), mime: 'image/png' };
    },
  };
}
