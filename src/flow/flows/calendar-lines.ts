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

const provinceOf = (unit: UnitCode | null | undefined, { world }: Scene): UnitCode | null =>
  unit == null ? null : ((world.units.byCode(unit)?.provinceCode ?? null) as UnitCode | null);

export function roundLines(scene: Scene): readonly TextRef[] {
  const { calendar, contact, today } = scene.world;
  return calendar.rounds(provinceOf(contact.unit, scene), today).slice(0, roundsShown).map(roundLine);
}

/** Yearly reports of an officer's own level, with how sure their days are; `null`: there are none. */
export function reportText(scene: Scene): TextRef | null {
  const { officer, calendar, today } = scene.world;
  if (officer === null) return null;
  const due = calendar
    .reports(provinceOf(officer.units[0], scene), today)
    .filter(({ rule }) => rule.from === officer.role);
  const lines = due.map(({ rule, lastDay }) => ({
    key: reportLines[rule.from],
    vars: { day: { day: lastDay } },
  }));
  if (lines.length === 0) return null;
  const isOwn = due.every(({ own }) => own);
  return {
    key: isOwn ? 'calendarFeed.report.chatOwn' : 'calendarFeed.report.chat',
    vars: { reports: { lines } },
  };
}

const reportLines = {
  commune: 'calendarFeed.report.lineCommune',
  province: 'calendarFeed.report.lineProvince',
} as const;

function roundLine({ rule, lastDay, advisedDay, heldBefore }: Round): TextRef {
  const vars = { last: { day: lastDay }, held: { day: heldBefore } };
  return advisedDay === null
    ? { key: `calendar.round.${rule.level}`, vars }
    : { key: `calendar.round.${rule.level}`, vars: { ...vars, advised: { day: advisedDay } } };
}
