/** Opens PDF files in tests: pages, their size and their text. */
import { extractText, getDocumentProxy } from 'unpdf';

export interface ReadPdf {
  /** Text by page, lines and runs joined by single spaces. */
  readonly pages: readonly string[];
  /** Width and height in whole millimetres, by page. */
  readonly sizes: readonly (readonly [number, number])[];
}

const millimetres = (points: number) => Math.round((points * 25.4) / 72);

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const proxy = await getDocumentProxy(Uint8Array.from(bytes));
  const { text } = await extractText(proxy, { mergePages: false });
  const sizes: [number, number][] = [];
  for (let page = 1; page <= proxy.numPages; page++) {
    const [left = 0, bottom = 0, right = 0, top = 0] = (await proxy.getPage(page)).view;
    sizes.push([millimetres(right - left), millimetres(top - bottom)]);
  }
  return { pages: text.map((page) => page.replaceAll(/\s+/g, ' ')), sizes };
}
