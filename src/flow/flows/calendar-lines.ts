/** Pure: what stands in a person's calendar: own dates, certificates, an officer's deadlines, the next rounds. */
import { renewalWindow } from '../../core/certificate.ts';
import type { TextRef } from '../../core/event.ts';
import { filingDue } from '../../core/filing-due.ts';
import type { UnitCode } from '../../core/model.ts';
import type { Round } from '../../core/round.ts';
import type { Line, Scene } from '../define.ts';

const roundsShown = 3;

/** The calendar as a file, made when it is sent. */
export const calendarFile: Line = {
  text: 'calendar.fileHere',
  attach: ({ world }) => ({
    document: {
      media: `paper/calendar/${world.contact.language ?? 'vi'}/${world.contact.id}`,
      name: { key: 'calendar.fileName' },
    },
  }),
};

export const notedOf = ({ world }: Scene) => world.notedDates ?? [];

/** Certificates of the person whose window is not over, with their last day to file. */
export function certificateLines({ world }: Scene): readonly TextRef[] {
  return (world.myCertificates?.certificates ?? [])
    .filter(({ revokedOn, renewed }) => revokedOn === null && !renewed)
    .map(({ product, validUntil }) => {
      const { opensOn, closesOn } = renewalWindow(validUntil);
      const over = closesOn < world.today;
      const vars = { product, opens: { day: opensOn }, closes: { day: closesOn }, last: { day: validUntil } };
      return { key: over ? 'calendar.certificateOver' : 'calendar.certificate', vars };
    });
}

/** Dossiers under way with the last day for what comes next: the commune forwards, the province decides. */
export const officerLines = ({ world }: Scene): readonly TextRef[] =>
  (world.unitCertificates?.underWay ?? []).flatMap(({ product, filing }): readonly TextRef[] => {
    const due = filingDue(filing, world.calendar.workingDaysAfter);
    if (due === null || filing === null) return [];
    const [key, day] =
      filing.state === 'confirmed' ? ['calendar.forward', due.forwardBy] : ['calendar.result', due.resultBy];
    return [{ key, vars: { product, day: { day } } }];
  });

export function roundLines({ world }: Scene): readonly TextRef[] {
  const { unit } = world.contact;
  const province =
    unit === null ? null : ((world.units.byCode(unit)?.provinceCode ?? null) as UnitCode | null);
  return world.calendar.rounds(province, world.today).slice(0, roundsShown).map(roundLine);
}

function roundLine({ rule, lastDay, advisedDay, heldBefore }: Round): TextRef {
  const vars = { last: { day: lastDay }, held: { day: heldBefore } };
  return advisedDay === null
    ? { key: `calendar.round.${rule.level}`, vars }
    : { key: `calendar.round.${rule.level}`, vars: { ...vars, advised: { day: advisedDay } } };
}
