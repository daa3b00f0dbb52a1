/** Chart and sheets of a unit's figures, its notice register and its open windows; made when they are sent. */
import { addDays, dayOf, daysBetween, startOf } from '../core/calendar.ts';
import { type Certificate, renewalWindow, statusOf } from '../core/certificate.ts';
import { figureDay, lastDayOf, readFigureYear } from '../core/figure-year.ts';
import { reached, sumOf, type Target } from '../core/figures.ts';
import type { Language, UnitCode } from '../core/model.ts';
import { unitTitle } from '../core/unit.ts';
import type { Documents } from '../ports/document.ts';
import type { ProgressChart, ScoreChart } from '../ports/paper.ts';
import type { Table, TableRow } from '../ports/sheet.ts';
import type { Clock, Library, Store, Texts } from '../ports.ts';
import { type FigureSubject, percent, type Say, sourceOf, stars } from './figure-subject.ts';
import { tableOf } from './figure-table.ts';
import type { PaperMaker } from './made-media.ts';
import { noticeTable } from './registry/notice-register.ts';
import { renderText } from './render.ts';

export interface FigurePaperDeps {
  readonly store: Pick<Store, 'figuresOf' | 'ledOf' | 'unitNotices' | 'exportCertificates'>;
  readonly library: Pick<Library, 'units'>;
  readonly texts: Texts;
  readonly clock: Clock;
  /** Targets by year. */
  readonly targets: ReadonlyMap<number, readonly Target[]>;
  readonly documents: () => Promise<Pick<Documents, 'progressChart' | 'scoreChart' | 'table'>>;
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Makers by the kind that stands in the id; the id is the unit. */
export function figurePapers(deps: FigurePaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
    'figures-chart': async (unit, language) => {
      const subject = await subjectOf(deps, unit, language);
      const room = await deps.documents();
      const bytes =
        subject.targets.length === 0
          ? await room.scoreChart(stockChartOf(subject))
          : await room.progressChart(chartOf(subject));
      return { bytes, mime: 'image/png' };
    },
    'figures-xlsx': async (unit, language) => {
      const table = tableOf(await subjectOf(deps, unit, language));
      return { bytes: await (await deps.documents()).table(table), mime: xlsx };
    },
    'notices-xlsx': async (id, language) => {
      const table = noticeTable(deps.texts, await noticesAsked(deps, id, language));
      return { bytes: await (await deps.documents()).table(table), mime: xlsx };
    },
    'window-xlsx': async (id, language) => {
      const { unit } = readFigureYear(id);
      const table = windowTable(deps, unit ?? '', language);
      return { bytes: await (await deps.documents()).table(table), mime: xlsx };
    },
  };
}

const sayer =
  ({ texts }: FigurePaperDeps, language: Language): Say =>
  (key, vars = {}) =>
    renderText({ key: `figures.${key}`, vars }, { texts, language, slots: {} });

function nameOf({ library }: FigurePaperDeps, code: string): string {
  const unit = library.units.byCode(code);
  return unit === undefined ? code : unitTitle(unit);
}

/** `id`: the unit, with the year behind a dash where it is not the running one. */
async function subjectOf(deps: FigurePaperDeps, id: string, language: Language): Promise<FigureSubject> {
  const asked = readFigureYear(id);
  const unit = (asked.unit ?? '') as UnitCode;
  const today = figureDay(asked.year, dayOf(deps.clock.now())) ?? dayOf(deps.clock.now());
  const year = Number(today.slice(0, 4));
  return {
    figures: await deps.store.figuresOf(unit, year, today),
    before: await deps.store.figuresOf(unit, year - 1, lastDayOf(year - 1)),
    led: await deps.store.ledOf(unit, year),
    targets: (deps.targets.get(year) ?? []).filter((target) => target.unit === unit),
    unitName: nameOf(deps, unit),
    today,
    say: sayer(deps, language),
  };
}

const headOf = ({ figures, unitName, today, say }: FigureSubject, title: string) => {
  const about = { year: String(figures.year), unit: unitName, day: { day: today } };
  return { title: say(`chart.${title}`, about), subtitle: say('chart.subtitle', about) };
};

/** Without targets: the stock by star, against its sum. */
export function stockChartOf(subject: FigureSubject): ScoreChart {
  const { figures, say } = subject;
  const total = sumOf(figures.stock);
  return {
    ...headOf(subject, 'stockTitle'),
    bars: stars.map((star) => ({
      label: say('table.stars', { figure: { key: 'figures.figure.stock' }, star }),
      max: total,
      value: figures.stock[star],
    })),
    total: say('chart.total', { total }),
    caution: say('chart.noTargets', { year: String(figures.year) }),
    legend: { now: '', before: '' },
  };
}

/** Progress against the targets of the year. */
export function chartOf(subject: FigureSubject): ProgressChart {
  const { figures, targets, say } = subject;
  return {
    ...headOf(subject, 'title'),
    bars: targets.map(({ figure, atLeast }) => {
      const value = reached(figure, figures);
      const isShare = figure === 'renewedShare';
      return {
        label: say(`figure.${figure}`),
        ...{ value, target: atLeast },
        caption: isShare
          ? say('chart.captionShare', { value, target: atLeast })
          : captionOf(say, value, atLeast),
      };
    }),
    footer: say('chart.footer', { sources: [...new Set(targets.map(sourceOf))].join('; ') }),
  };
}

const captionOf = (say: Say, value: number, target: number): string =>
  say('chart.caption', { value, target, share: percent(value, target) });

/** The register of the last year. */
async function noticesAsked(deps: FigurePaperDeps, id: string, language: Language) {
  const now = deps.clock.now();
  const { unit, year } = readFigureYear(id);
  const last = year === null ? dayOf(now) : lastDayOf(year);
  const [from, to] = [startOf(addDays(last, -365)), startOf(addDays(last, 1))];
  const notices = await deps.store.unitNotices((unit ?? '') as UnitCode, from, to);
  return { notices, unitName: nameOf(deps, unit ?? ''), from, to, printedAt: now, language };
}

/** Certificates whose window is open: whom an officer expects a dossier of. */
function windowTable(deps: FigurePaperDeps, unit: string, language: Language): Table {
  const today = dayOf(deps.clock.now());
  const say = sayer(deps, language);
  const columns = [
    ...(['product', 'number'] as const).map((key) => ({ key, kind: 'text', width: 28 }) as const),
    { key: 'star', kind: 'number', width: 6 } as const,
    { key: 'producer', kind: 'text', width: 28 } as const,
    { key: 'phone', kind: 'phone', width: 14 } as const,
    { key: 'unit', kind: 'text', width: 24 } as const,
    ...(['validUntil', 'closesOn'] as const).map((key) => ({ key, kind: 'day', width: 13 }) as const),
    { key: 'left', kind: 'number', width: 11 } as const,
  ];
  return {
    sheet: say('window.sheet'),
    title: [say('window.title'), say('chart.subtitle', { unit: nameOf(deps, unit), day: { day: today } })],
    columns: columns.map(({ key, ...column }) => ({ header: say(`window.${key}`), ...column })),
    rows: windowRows(deps, unit as UnitCode, today),
    landscape: true,
  };
}

async function* windowRows(
  deps: FigurePaperDeps,
  unit: UnitCode,
  today: Certificate['validUntil'],
): AsyncGenerator<TableRow> {
  for await (const record of deps.store.exportCertificates(unit)) {
    if (statusOf(record, today) !== 'renewal_window') continue;
    const { closesOn } = renewalWindow(record.validUntil);
    yield [
      ...[record.product, record.number, record.star, record.producer, record.phone],
      ...[nameOf(deps, record.unit), record.validUntil, closesOn, daysBetween(today, closesOn)],
    ];
  }
}
