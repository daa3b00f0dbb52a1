/** A paper described once, for PDF and docx alike: sections of blocks, sizes in points. */
import type { PrintTable } from '../ports/letter.ts';

export interface Style {
  readonly size: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** Space above and below. */
  readonly before?: number;
  readonly after?: number;
  /** Indents of the first line, and of all lines on either side. */
  readonly firstLine?: number;
  readonly left?: number;
  readonly right?: number;
  /** Line spacing, 1 is single. */
  readonly lines?: number;
  readonly color?: string;
  /** Stays on the page of the block below. */
  readonly keepNext?: boolean;
}

export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
}

export type Block =
  | { readonly kind: 'text'; readonly runs: readonly Run[]; readonly style: Style }
  /** A line across the middle, `width` points long. */
  | { readonly kind: 'rule'; readonly width: number; readonly before: number; readonly after: number }
  | { readonly kind: 'space'; readonly height: number }
  /** Cells side by side without borders; stay on one page. */
  | { readonly kind: 'columns'; readonly widths: readonly number[]; readonly rows: readonly Cells[] }
  | { readonly kind: 'table'; readonly table: GridTable }
  | {
      readonly kind: 'picture';
      readonly png: Uint8Array;
      readonly size: number;
      readonly align: 'left' | 'center' | 'right';
    };

export type Cells = readonly (readonly Block[])[];

export interface GridTable extends PrintTable {
  readonly size: number;
  /** At least this high, for signatures. */
  readonly rowHeight?: number;
  /** Rows (from 0) set bold on grey: headings inside the table, sums. */
  readonly strong?: ReadonlySet<number>;
}

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface Section {
  readonly landscape?: boolean;
  readonly margins: Margins;
  readonly blocks: readonly Block[];
  /** Centred in the top margin from page 2 on, counted anew in each section (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
  readonly pageNumbers?: boolean;
  /** Small print at the foot of the first page, under a line. */
  readonly firstFooter?: string;
  /** Small print at the foot of every page. */
  readonly footer?: string;
  /** A double frame around the page. */
  readonly frame?: boolean;
}

export interface Paper {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** Millimetres in points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** A4 in points, upright. */
export const a4 = { width: mm(210), height: mm(297) } as const;

export const line = (text: string, style: Style): Block => ({ kind: 'text', runs: [{ text }], style });
export const space = (height: number): Block => ({ kind: 'space', height });

/** Width between the margins. */
export function innerWidth(section: Pick<Section, 'landscape' | 'margins'>): number {
  return (section.landscape ? a4.height : a4.width) - section.margins.left - section.margins.right;
}
