import { expect, it } from 'vitest';
import { loadTexts } from '../../src/content/texts.ts';
import { announcementKindNames } from '../../src/core/announcement.ts';
import { kindIn } from '../../src/core/announcement-kind-phrase.ts';

const texts = loadTexts('locales');

it.each(announcementKindNames)('%s is known by its own name and by its button', (kind) => {
  expect(kindIn(texts.text(`announcement.kind.${kind}`, {}, 'vi'))).toBe(kind);
  expect(kindIn(texts.text(`announce.kindButton.${kind}`, {}, 'vi'))).toBe(kind);
});

it.each([
  ['mở phiên livestream bán chè', 'livestream'],
  ['moi ba con di hoi cho', 'fair'],
  ['hạn nộp báo cáo quý', 'report_due'],
])('"%s" is %s', (text, kind) => {
  expect(kindIn(text)).toBe(kind);
});

it.each(['việc khác', 'hội chợ và triển lãm', 'họp thôn', ''])('"%s" names none, or several', (text) => {
  expect(kindIn(text)).toBeNull();
});
