/** Charts for the chat: scores by part, and progress against targets. Bars rather than a radar: they can be read on a phone. */
import type { Bytes } from '../ports/document.ts';
import type { ProgressChart, ScoreChart } from '../ports/paper.ts';
import { box, type Drawn, ink, pictureWidth, toPng, words, wrapped } from './picture.ts';

const margin = 60;
const inner = pictureWidth - 2 * margin;

function drawHead({ title, subtitle }: Pick<ScoreChart, 'title' | 'subtitle'>): Drawn {
  const head = wrapped(title, margin, 50, inner, { size: 42, face: 'sans-bold' });
  const below = wrapped(subtitle, margin, head.bottom + 6, inner, { size: 28, color: ink.grey });
  return { svg: head.svg + below.svg, bottom: below.bottom + 26 };
}

/** Share of a whole between 0 and 1. */
const share = (value: number, whole: number) => (whole <= 0 ? 0 : Math.min(1, Math.max(0, value / whole)));

const comma = (value: number) => String(value).replace('.', ',');

type ScoreBar = ScoreChart['bars'][number];

/** The track is as long as the most points one can get, against the part with the most. */
function drawScore(bar: ScoreBar, top: number, longest: number): Drawn {
  const track = inner * share(bar.max, longest);
  const value = `${comma(bar.value)}/${comma(bar.max)}`;
  const label = wrapped(bar.label, margin, top, inner - 150, { size: 28 });
  const y = label.bottom + 4;
  const marker = bar.before === undefined ? null : margin + track * share(bar.before, bar.max);
  return {
    svg: [
      label.svg,
      words(value, margin + inner, top + 28, { size: 30, face: 'sans-bold', align: 'end' }),
      box(margin, y, track, 32, ink.pale),
      box(margin, y, track * share(bar.value, bar.max), 32, ink.green),
      marker === null ? '' : box(margin, y + 36, marker - margin, 12, ink.before),
    ].join(''),
    bottom: y + (marker === null ? 54 : 70),
  };
}

function drawLegend({ legend }: ScoreChart, top: number): Drawn {
  const entry = (x: number, color: string, text: string) =>
    box(x, top + 4, 28, 28, color) + words(text, x + 40, top + 28, { size: 26, color: ink.grey });
  return {
    svg: entry(margin, ink.green, legend.now) + entry(margin + inner / 2, ink.before, legend.before),
    bottom: top + 56,
  };
}

/** Draws points by part: what there is to get, what one has, and what it was last time. */
export async function drawScoreChart(chart: ScoreChart): Promise<Bytes> {
  const head = drawHead(chart);
  const longest = Math.max(0, ...chart.bars.map(({ max }) => max));
  const pieces = [head];
  const last = () => pieces.at(-1)?.bottom ?? 0;
  for (const bar of chart.bars) pieces.push(drawScore(bar, last(), longest));
  if (chart.bars.some(({ before }) => before !== undefined)) pieces.push(drawLegend(chart, last()));
  pieces.push(
    wrapped(chart.total, margin, last() + 8, inner, { size: 40, face: 'sans-bold', color: ink.green }),
  );
  pieces.push(wrapped(chart.caution, margin, last() + 8, inner, { size: 26, color: ink.grey }));
  return toPng(pieces.map(({ svg }) => svg).join(''), Math.ceil(last() + 40));
}

/** Reached, well on the way, far behind; the caption says the same in figures. */
const colorOf = (reached: number) => (reached >= 1 ? ink.green : reached >= 0.5 ? '#d97706' : '#b91c1c');

function drawProgress(bar: ProgressChart['bars'][number], top: number): Drawn {
  const label = wrapped(bar.label, margin, top, inner, { size: 30, face: 'sans-medium' });
  const y = label.bottom + 6;
  const reached = share(bar.value, bar.target);
  const caption = wrapped(bar.caption, margin, y + 44, inner, { size: 26, color: ink.grey });
  const bars = box(margin, y, inner, 36, ink.pale) + box(margin, y, inner * reached, 36, colorOf(reached));
  return { svg: label.svg + bars + caption.svg, bottom: caption.bottom + 28 };
}

/** Draws figures against their targets. */
export async function drawProgressChart(chart: ProgressChart): Promise<Bytes> {
  const pieces = [drawHead(chart)];
  const last = () => pieces.at(-1)?.bottom ?? 0;
  for (const bar of chart.bars) pieces.push(drawProgress(bar, last()));
  pieces.push(wrapped(chart.footer, margin, last(), inner, { size: 24, color: ink.grey }));
  return toPng(pieces.map(({ svg }) => svg).join(''), Math.ceil(last() + 40));
}
