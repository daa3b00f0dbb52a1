/** The styles part of an xlsx book, from looks described in our words. */

export interface Look {
  /** `dd/mm/yyyy` and so on; none for text as it is. */
  readonly format?: 'text' | 'day' | 'number';
  /** RGB of the background, as `FFF2CC`. */
  readonly fill?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly bordered?: boolean;
}

const fontXml = ({ bold, italic, size = 12 }: Look): string =>
  `<font>${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}<sz val="${size}"/><name val="Times New Roman"/><family val="1"/></font>`;

const fillXml = ({ fill }: Look): string =>
  fill === undefined
    ? '<fill><patternFill patternType="none"/></fill>'
    : `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`;

/** Numbers of the formats: 49 is "text", 3 is thousands; the day is our own. */
const formats = { text: 49, number: 3, day: 164 } as const;

const side = (name: string) => `<${name} style="thin"><color rgb="FF999999"/></${name}>`;
const borders = `<borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border></borders>`;

function xfXml(look: Look, at: number): string {
  const format = look.format === undefined ? 0 : formats[look.format];
  const ids = `numFmtId="${format}" fontId="${at + 1}" fillId="${at + 2}" borderId="${look.bordered ? 1 : 0}" xfId="0"`;
  const apply = 'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"';
  const wrap = look.bordered || look.align === 'center' ? ' wrapText="1"' : '';
  // Figures must not touch the line, behind which the next text begins.
  const indent = look.align === 'right' ? ' indent="1"' : '';
  return `<xf ${ids} ${apply}><alignment horizontal="${look.align ?? 'left'}" vertical="center"${wrap}${indent}/></xf>`;
}

const list = (name: string, items: readonly string[]) =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

/** Style 0 is plain; look n of the list is style n + 1. */
export function stylesXml(looks: readonly Look[]): string {
  const gray = '<fill><patternFill patternType="gray125"/></fill>';
  const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>';
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>',
    list('fonts', [fontXml({}), ...looks.map(fontXml)]),
    // The first two fills are reserved.
    list('fills', [fillXml({}), gray, ...looks.map(fillXml)]),
    borders,
    `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`,
    list('cellXfs', [plain, ...looks.map(xfXml)]),
    '</styleSheet>',
  ].join('');
}
