/** Writes a paper as docx on A4. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  LineRuleType,
  Packer,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx';
import type { Bytes } from '../ports/document.ts';
import { docxFont, toDocx, twips } from './docx-text.ts';
import { a4, innerWidth, type Paper, type Section } from './layout.ts';

const pageNumber = () =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], font: docxFont, size: 26 })],
  });

function smallPrint(text: string | undefined): Footer {
  const border = { top: { style: BorderStyle.SINGLE, size: 4, color: '000000', space: 4 } };
  const children = text === undefined ? [] : [new TextRun({ text, font: docxFont, size: 22 })];
  const alignment = AlignmentType.CENTER;
  return new Footer({
    children: [new Paragraph({ alignment, ...(text === undefined ? {} : { border }), children })],
  });
}

const frameLine = { style: BorderStyle.THIN_THICK_MEDIUM_GAP, size: 24, color: '8A1C1C', space: 24 } as const;

const frame = {
  pageBorders: { display: PageBorderDisplay.ALL_PAGES, offsetFrom: PageBorderOffsetFrom.PAGE },
  pageBorderTop: frameLine,
  pageBorderRight: frameLine,
  pageBorderBottom: frameLine,
  pageBorderLeft: frameLine,
};

function pageOf({ landscape, margins, frame: framed }: Section) {
  return {
    size: {
      width: twips(a4.width),
      height: twips(a4.height),
      orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      top: twips(margins.top),
      right: twips(margins.right),
      bottom: twips(margins.bottom),
      left: twips(margins.left),
      header: twips(margins.top / 2 - 8),
      footer: twips(margins.bottom / 4),
    },
    pageNumbers: { start: 1 },
    ...(framed ? { borders: frame } : {}),
  };
}

function sectionOf(section: Section): ISectionOptions {
  const width = innerWidth(section);
  const small = section.firstFooter !== undefined || section.footer !== undefined;
  return {
    properties: { titlePage: true, page: pageOf(section) },
    headers: {
      first: new Header({ children: [new Paragraph({})] }),
      default: new Header({ children: [section.pageNumbers ? pageNumber() : new Paragraph({})] }),
    },
    ...(small
      ? {
          footers: {
            first: smallPrint(section.firstFooter ?? section.footer),
            default: smallPrint(section.footer),
          },
        }
      : {}),
    children: section.blocks.flatMap((block) => toDocx(block, width)),
  };
}

/** Writes all sections, each from a new page on. */
export async function writeDocx(paper: Paper): Promise<Bytes> {
  const document = new Document({
    title: paper.title.normalize('NFC'),
    creator: 'ocop-bot',
    styles: {
      default: {
        document: {
          run: { font: docxFont, size: 28, language: { value: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
        },
      },
    },
    sections: paper.sections.map(sectionOf),
  });
  return Packer.toBuffer(document);
}
