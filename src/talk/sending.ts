/** Pure: what `>photo`, `>phone` and their like in a scenario send; files and pictures are made by whoever plays it. */
import type { FileRef, Input } from '../core/message.ts';

export interface Props {
  readonly file: () => FileRef;
  readonly picture: (kind: 'photo' | 'document', arg: string) => Input;
}

const sendings: Readonly<Record<string, (props: Props, arg: string) => Input>> = {
  start: (_props, arg) => (arg === '' ? { kind: 'start' } : { kind: 'start', arg }),
  photo: ({ picture }, arg) => picture('photo', arg),
  document: ({ picture }, arg) => picture('document', arg),
  phone: (_props, phone) => ({ kind: 'phone', phone, own: true }),
  /** A number, and behind a bar the address the same card brings. */
  contact: (_props, arg) => {
    const [phone = '', place] = arg.split(' | ');
    return { kind: 'phone', phone, own: false, ...(place === undefined ? {} : { place }) };
  },
  voice: ({ file }) => ({ kind: 'voice', file: file() }),
  sticker: () => ({ kind: 'sticker' }),
  location: () => ({ kind: 'location', latitude: 21.6, longitude: 105.8 }),
  other: (_props, what) => ({ kind: 'unsupported', what }),
  /** A text of so many letters. */
  long: (_props, length) => ({ kind: 'text', text: 'mật ong '.repeat(Number(length) / 8) }),
};

/** The input a `>what arg` line sends. @throws Error when nobody knows it */
export function sent(what: string, arg: string, props: Props): Input {
  const make = sendings[what];
  if (make === undefined) throw new Error(`nobody knows >${what}`);
  return make(props, arg);
}
