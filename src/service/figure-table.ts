/** All figures of a unit and year as a sheet, those with a target held against it, the year before beside them. */
import { type ByStar, type Figures, reached, renewedShare, sumOf } from '../core/figures.ts';
import type { Table, TableRow } from '../ports/sheet.ts';
import { type FigureSubject, percent, sourceOf, stars } from './figure-subject.ts';

type Row = readonly [label: string, value: number | null, before: number | null];

const pad = ([label, value, before]: Row): TableRow => [label, value, before, null, null, null];

function plainRows({ figures, before, led, say }: FigureSubject): readonly Row[] {
  const byStar = (key: string, of: (figures: Figures) => ByStar): readonly Row[] =>
    stars.map((star) => [
      say('table.stars', { figure: say(key), star }),
      of(figures)[star],
      of(before)[star],
    ]);
  const one = (key: string, of: (figures: Figures) => number): Row => [say(key), of(figures), of(before)];
  return [
    ...byStar('table.made', ({ newProducts }) => newProducts),
    one('table.upgraded', ({ upgraded }) => upgraded),
    ...byStar('figure.stock', ({ stock }) => stock),
    one('table.ended', ({ ended }) => ended),
    one('table.renewed', ({ renewed }) => renewed),
    one('table.renewedShare', renewedShare),
    one('table.classes', ({ classes }) => classes),
    one('figure.trained', ({ trained }) => trained),
    one('table.trainedPeople', ({ trainedPeople }) => trainedPeople),
    one('figure.events', ({ events }) => events),
    one('table.stockSum', ({ stock }) => sumOf(stock)),
    [say('table.women'), led?.women ?? null, null],
    [say('table.minority'), led?.minority ?? null, null],
  ];
}

export function tableOf(subject: FigureSubject): Table {
  const { figures, before, targets, unitName, today, say } = subject;
  const aimed = targets.map((target): TableRow => {
    const value = reached(target.figure, figures);
    const share = percent(value, target.atLeast);
    return [
      say(`figure.${target.figure}`),
      ...[value, reached(target.figure, before), target.atLeast, share],
      sourceOf(target),
    ];
  });
  const column = (header: string, kind: 'text' | 'number', width: number) =>
    ({ header, kind, width }) as const;
  const [year, last] = [String(figures.year), String(before.year)];
  return {
    sheet: say('table.sheet'),
    title: [say('chart.title', { year }), say('chart.subtitle', { unit: unitName, day: { day: today } })],
    columns: [
      ...[column(say('table.figure'), 'text', 40), column(say('table.year', { year }), 'number', 12)],
      ...[column(say('table.year', { year: last }), 'number', 12), column(say('table.target'), 'number', 12)],
      ...[column(say('table.share'), 'number', 12), column(say('table.source'), 'text', 40)],
    ],
    rows: [...aimed, ...plainRows(subject).map(pad)],
    notes: [say('table.before', { year: last }), say('table.ledNote')],
  };
}
