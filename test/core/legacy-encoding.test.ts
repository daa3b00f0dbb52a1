/** Old encodings: the tables, and telling them from real text. */
import { describe, expect, it } from 'vitest';
import { decodeTcvn3, decodeVni, guessAll, guessEncoding } from '../../src/core/legacy-encoding.ts';

/** The same words as they lie in old files and as they are meant. */
const samples: readonly (readonly [string, string, string])[] = [
  ['Hợp tác xã', 'Hîp t¸c x·', 'Hôïp taùc xaõ'],
  ['Nguyễn Văn Thử', 'NguyÔn V¨n Thö', 'Nguyeãn Vaên Thöû'],
  ['Đường Trần Phú', '§­êng TrÇn Phó', 'Ñöôøng Traàn Phuù'],
  ['mật ong rừng', 'mËt ong rõng', 'maät ong röøng'],
  ['rượu nếp cẩm', 'r­îu nÕp cÈm', 'röôïu neáp caåm'],
  ['bưởi, ổi, xoài', 'b­ëi, æi, xoµi', 'böôûi, oåi, xoaøi'],
  ['kỹ thuật chế biến', 'kü thuËt chÕ biÕn', 'kyõ thuaät cheá bieán'],
  ['ruộng bậc thang', 'ruéng bËc thang', 'ruoäng baäc thang'],
  ['Thị xã Quảng Yên', 'ThÞ x· Qu¶ng Yªn', 'Thò xaõ Quaûng Yeân'],
  ['nghỉ dưỡng', 'nghØ d­ìng', 'nghæ döôõng'],
  ['đặc sản', '®Æc s¶n', 'ñaëc saûn'],
  ['lý lịch', 'lý lÞch', 'lyù lòch'],
];

describe.each(samples)('"%s"', (meant, abc, vni) => {
  it('is read from TCVN3 and from VNI', () => {
    expect(decodeTcvn3(abc)).toBe(meant);
    expect(decodeVni(vni)).toBe(meant);
  });

  it('is recognised in all three forms', () => {
    expect(guessEncoding(meant)).toBe('unicode');
    expect(guessEncoding(meant.normalize('NFD'))).toBe('unicode');
    expect(guessEncoding(abc, 'tcvn3')).toBe('tcvn3');
    expect(guessEncoding(vni, 'vni')).toBe('vni');
  });
});

describe('headlines in TCVN3', () => {
  it.each([
    ['DANH S¸CH S¶N PHÈM', 'DANH SÁCH SẢN PHẨM'],
    ['UBND X· SUèI M¥', 'UBND XÃ SUỐI MƠ'],
    ['HTX Suèi M¬', 'HTX Suối Mơ'],
    ['Vò Lª', 'Vũ Lê'],
    ['X·', 'Xã'],
  ])('"%s" gets its capitals back', (abc, meant) => {
    expect(decodeTcvn3(abc)).toBe(meant);
  });
});

describe('telling encodings apart', () => {
  it('needs no hint for most old text', () => {
    const alone = samples.flatMap(([, abc, vni]) => [
      guessEncoding(abc) === 'tcvn3',
      guessEncoding(vni) === 'vni',
    ]);
    expect(alone.filter(Boolean).length / alone.length).toBeGreaterThan(0.9);
  });

  it.each([
    'Hoà Bình',
    'HÀ TÂY',
    'Bà Rá',
    'Cà Mau',
    'Sông Bé',
    'hoà',
    'Phú Yên',
    'Lâm Hà',
    'Trà Vinh',
    'LÊ THÚY AN',
  ])('leaves "%s", which Latin-1 could hold, in peace', (text) => {
    expect(guessEncoding(text)).toBe('unicode');
  });

  it.each(['Nestlé', 'café', '25 m²', '30°C', '5 kg ± 1', '“HTX”', 'São Paulo'])(
    'does not touch "%s"',
    (text) => {
      expect(guessEncoding(text)).toBe('unicode');
    },
  );

  it('says when a text looks old and reads as nothing', () => {
    expect(guessEncoding('x¼ÿñ¾k')).toBe('unsure');
  });

  it('knows plain text', () => {
    expect(guessEncoding('Ba Na 0912345678')).toBe('plain');
  });

  it('judges a file by most of its texts', () => {
    expect(guessAll(samples.map(([, abc]) => abc))).toBe('tcvn3');
    expect(guessAll(samples.map(([, , vni]) => vni))).toBe('vni');
    expect(guessAll([...samples.map(([meant]) => meant), 'x¼ÿñ¾k'])).toBe('unicode');
    expect(guessAll(['a', 'b'])).toBe('unicode');
  });
});
