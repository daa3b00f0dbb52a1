/** The text of a CSV file, whatever wrote it: UTF-8, UTF-16 or one byte a letter. */

/** Other formats that are text at the beginning, and pages that programs name `.xls`. */
const otherFormats = /^\s*(%PDF|<!doctype|<html|<table|<\?xml|\{\\rtf)/i;

/** Control signs no table has. */
const isControl = (code: number) => code < 9 || (code > 13 && code < 32);
const isBinary = (text: string) => [...text].some((sign) => isControl(sign.codePointAt(0) ?? 0));

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Files of old programs; TCVN3 and VNI are recognised afterwards, cell by cell.
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

/** Gives the text, or `null` when this is no text or another kind of document. */
export function readText(bytes: Uint8Array): string | null {
  const text = decode(bytes);
  const head = text.slice(0, 4000);
  return isBinary(head) || otherFormats.test(head) ? null : text;
}
