/** Files that people send by mistake: each is named for what it is, and nothing of it is taken. */
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { zip } from '../../src/document/zip-writer.ts';
import { book, fault, people as spec } from './read/sheet.ts';

describe('files that cannot be read', () => {
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  it.each([
    ['nothing at all', Buffer.alloc(0), 'sheet.empty'],
    ['a picture', png, 'sheet.notASheet'],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'sheet.notASheet'],
    [
      'a web page named .xls',
      Buffer.from('<html><table><tr><td>Họ tên</td></tr></table>'),
      'sheet.notASheet',
    ],
    ['a zip that is no book', Buffer.from('PK\u0003\u0004 and so on', 'latin1'), 'sheet.notASheet'],
    [
      'a compound file that is no book',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      null,
    ],
    ['a letter', Buffer.from('Kính gửi bà con, mai họp lúc 8 giờ.'), 'sheet.noHeader'],
  ])('%s is named', async (_, bytes, code) => {
    const said = await fault(bytes);
    if (code === null) expect(said).toMatch(/^sheet\.(notASheet|locked)$/);
    else expect(said).toBe(code);
  });

  it('a book cut off in the middle is no sheet', async () => {
    const whole = await book([
      ['Họ và tên', 'Xã'],
      ['A', 'B'],
    ]);
    expect(await fault(whole.subarray(0, whole.length - 300))).toBe('sheet.notASheet');
  });

  it('a book under a password is locked', async () => {
    const locked = await writeXlsx({
      sheets: [{ name: 'DS', rows: [['Họ và tên']] }],
      encryption: { password: 'x', spinCount: 1000 },
    });
    expect(await fault(locked)).toBe('sheet.locked');
  });

  it('an empty book, and one without known columns', async () => {
    expect(await fault(await book([]))).toBe('sheet.empty');
    expect(
      await fault(
        await book([
          ['Chi phí', 'Số tiền'],
          ['Xăng', 5],
        ]),
      ),
    ).toBe('sheet.noHeader');
  });

  it('too many bytes and too many rows', async () => {
    const three = await book([
      ['Họ và tên', 'Xã'],
      ['A', 'x'],
      ['B', 'x'],
      ['C', 'x'],
    ]);
    expect(await fault(three, { ...spec, maxBytes: 100 })).toBe('sheet.tooBig');
    expect(await fault(three, { ...spec, maxRows: 2 })).toBe('sheet.tooManyRows');
    expect(await fault(three, { ...spec, maxRows: 3 })).toBeNull();
  });
});

describe('files made to harm', () => {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const workbook = `<workbook ${main}><sheets><sheet name="DS" sheetId="1" r:id="rId1"/></sheets></workbook>`;
  const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';
  const hostile = (sheet: Iterable<string>) =>
    zip([
      { path: 'xl/workbook.xml', text: [workbook] },
      { path: 'xl/_rels/workbook.xml.rels', text: [relations] },
      { path: 'xl/worksheets/sheet1.xml', text: sheet },
    ]);
  function* repeat(text: string, times: number): Generator<string> {
    for (let at = 0; at < times; at++) yield text;
  }

  it('a bomb is refused before it is unpacked', async () => {
    const bytes = await hostile(repeat(' '.repeat(1_000_000), 410));
    expect(bytes.length).toBeLessThan(1_000_000);
    expect(await fault(bytes)).toBe('sheet.tooBig');
  });

  it('a bomb that lies about its size is no sheet', async () => {
    const bytes = Buffer.from(await hostile(repeat('<row><c t="str"><v>x</v></c></row>'.repeat(1000), 50)));
    // The size unpacked stands 24 bytes into the last entry of the table of contents.
    bytes.writeUInt32LE(1000, bytes.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24);
    expect(await fault(bytes)).toBe('sheet.notASheet');
  });

  it.each([
    ['rows', '<row><c>'],
    ['cells', '<c r="A1" t="str"><v>'],
    ['strings', '<row><c t="inlineStr"><is><t><t><t>'],
  ])('%s that never end take no time', async (_, text) => {
    const bytes = await hostile([`<sheetData><row r="1">`, ...repeat(text.repeat(1000), 400)]);
    const start = performance.now();
    expect(await fault(bytes)).toMatch(/^sheet\.(notASheet|empty|noHeader)$/);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
