/** Pure: typed words as an answer to an announcement ("tham gia", "không đi được"), or as mere thanks. Whole texts only. */
import { fold } from './vietnamese.ts';

const who = '(?:(?:toi|em|minh|con|chau|nha toi|gia dinh toi|ben toi) )?';
const tail = '(?: a| nhe| nha| voi)?';
const yes = new RegExp(
  `^${who}(?:co )?(?:se )?(?:xin |muon )?(?:dang ky )?(?:tham gia|di duoc|se di|co di|di)${tail}$|^co${tail}$|^yes$|^i will come$`,
);
const no = new RegExp(
  `^${who}(?:xin )?(?:khong|ko|k)(?: the)?(?: tham gia| di)(?: duoc)?(?: nua)?${tail}$|^(?:khong|ko)${tail}$|^no$|^i will not come$`,
);
/** "Dạ" and "đã" are alike without diacritics: after a mere "dạ" only politeness may follow ("tôi đã gửi rồi" is no thanks). */
const thanks =
  /^(?:(?:da|vang|u|ok|oke|toi|em|xin) )*(?:(?:cam on|da nhan|da biet|nhat tri|thank you|thanks)(?: .{0,20})?|(?:da|vang|ok|oke)(?: (?:a|em|anh|chi|ban|nhe|nha|roi))*)$/;

/** The answer a whole text gives. */
export function rsvpIn(text: string): 'yes' | 'no' | null {
  const said = fold(text);
  if (no.test(said)) return 'no';
  return yes.test(said) ? 'yes' : null;
}

/** Nothing anybody has to answer. */
export const isThanks = (text: string): boolean => thanks.test(fold(text));
