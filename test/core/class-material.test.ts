import { describe, expect, it } from 'vitest';
import { filedMaterialIn, linkedMaterialIn, nameOfFile } from '../../src/core/class-material.ts';
import type { MediaId } from '../../src/core/model.ts';

const media = 'm' as MediaId;

describe('a material given as a link', () => {
  it.each([
    ['Bài giảng bao bì https://a.vn/x', { title: 'Bài giảng bao bì', link: 'https://a.vn/x' }],
    ['Thực tế làng chè: https://a.vn', { title: 'Thực tế làng chè', link: 'https://a.vn' }],
    ['https://a.vn/x xem trước ở nhà', { title: 'xem trước ở nhà', link: 'https://a.vn/x' }],
    ['https://a.vn/x', { title: '', link: 'https://a.vn/x' }],
    ['mai tôi gửi', null],
  ])('is read from “%s”', (text, read) => {
    expect(linkedMaterialIn(text)).toEqual(read);
  });
});

describe('a material given as a file', () => {
  it.each([
    ['document', { name: 'bai_giang.pdf' }, undefined, 'bai giang', 'bai_giang.pdf'],
    ['document', { name: 'bg.pdf' }, 'Bài  giảng', 'Bài giảng', 'bg.pdf'],
    ['document', {}, 'Phiếu', 'Phiếu', 'Phiếu'],
    ['photo', {}, 'Sơ đồ', 'Sơ đồ', 'Sơ đồ.jpg'],
    ['photo', {}, undefined, '', '.jpg'],
  ] as const)('of kind %s %o with the words %s is titled', (kind, file, caption, title, name) => {
    const input = { kind, file: { ref: 'r', ...file }, media, ...(caption === undefined ? {} : { caption }) };
    const read = filedMaterialIn(input);
    expect(read).toMatchObject({ title, media });
    expect(read && nameOfFile(read)).toBe(name);
  });

  it('is nothing while its bytes are not there', () => {
    expect(filedMaterialIn({ kind: 'document', file: { ref: 'r' }, problem: 'too_large' })).toBeNull();
    expect(filedMaterialIn({ kind: 'text', text: 'tệp' })).toBeNull();
  });
});
