/** Pure: phrases for people, papers and channels as officers type them (folded), as data. */
import type { AudienceFilter } from './audience.ts';
import { addDays, addMonths, readDay } from './calendar.ts';
import type { Day } from './model.ts';

/** Folded words, `|` between alternatives; longer ones first where one begins with the other. */
export interface Phrase {
  readonly words: RegExp;
  readonly part: AudienceFilter;
}

export const typePhrases: readonly Phrase[] = [
  { words: /to hop tac|tht/, part: { producerTypes: ['cooperative_group'] } },
  { words: /hop tac xa|htx|cooperatives?/, part: { producerTypes: ['cooperative'] } },
  { words: /doanh nghiep|cong ty|companies|company/, part: { producerTypes: ['sme'] } },
  { words: /chu trang trai|trang trai|farms?/, part: { producerTypes: ['farm'] } },
  {
    words: /ho san xuat kinh doanh|ho kinh doanh|ho gia dinh/,
    part: { producerTypes: ['family_household'] },
  },
  { words: /ho san xuat|nong ho/, part: { producerTypes: ['production_household'] } },
  { words: /hiep hoi|hoi quan/, part: { producerTypes: ['association'] } },
];

export const rolePhrases: readonly Phrase[] = [
  { words: /chu the|nha san xuat|nguoi san xuat|co so san xuat|producers?/, part: { role: 'producer' } },
  { words: /can bo|officers?/, part: { role: 'officer' } },
  {
    words:
      /tat ca moi nguoi|tat ca ba con|toan the ba con|moi nguoi|ba con|nguoi dan|nhan dan|ho dan|cac ho|tat ca|everyone|everybody|people/,
    part: { role: 'everyone' },
  },
];

export const otherPhrases: readonly Phrase[] = [
  { words: /zalo/, part: { channels: ['zalo'] } },
  { words: /telegram/, part: { channels: ['telegram'] } },
  { words: /tieng anh/, part: { languages: ['en'] } },
];

/** Groups of QĐ 26/2026/QĐ-TTg (domain reference §5); only after a word such as "nhóm", for "thực phẩm" alone is a product. */
export const groupPhrases: readonly { readonly words: RegExp; readonly group: string }[] = [
  { words: /thuc pham|food/, group: 'I' },
  { words: /do uong|drinks?/, group: 'II' },
  { words: /duoc lieu/, group: 'III' },
  { words: /(?:hang )?thu cong my nghe|thu cong|crafts?/, group: 'IV' },
  { words: /sinh vat canh/, group: 'V' },
  { words: /(?:dich vu )?du lich|tourism/, group: 'VI' },
];

type Window = { readonly from: Day; readonly to: Day };
type Groups = readonly (string | undefined)[];

/** A window of ending certificates (domain reference §11); `null` when the numbers make no day. */
export interface WindowPhrase {
  readonly words: RegExp;
  readonly window: (groups: Groups, today: Day) => Window | null;
}

const ending = '(?:het|den|qua) han';
/** Dossiers for re-evaluation are filed from 180 to 120 days before the end (QĐ 26/2026/QĐ-TTg art. 7(6)a). */
const filingOpens = 180;
const filingCloses = 120;
/** Before any certificate. */
const longAgo = '2000-01-01' as Day;

const ahead = (count: number, unit: string | undefined, today: Day): Day => {
  if (unit === 'ngay' || unit === 'days') return addDays(today, count);
  return addMonths(today, unit === 'nam' ? 12 * count : count);
};

const monthOf = (month: number, year: number): Window | null => {
  const from = readDay(`${year}-${String(month).padStart(2, '0')}-01`);
  return from === null ? null : { from, to: addDays(addMonths(from, 1), -1) };
};

const yearOf = (year: number): Window | null => {
  const [from, to] = [readDay(`${year}-01-01`), readDay(`${year}-12-31`)];
  return from === null || to === null ? null : { from, to };
};

const yearIn = (day: Day): number => Number(day.slice(0, 4));

export const windowPhrases: readonly WindowPhrase[] = [
  {
    words:
      /(?:dang |con )?trong han nop(?: ho so)?(?: danh gia lai)?|(?:can|phai|den han) (?:nop ho so )?danh gia lai/,
    window: (_, today) => ({ from: addDays(today, filingCloses), to: addDays(today, filingOpens) }),
  },
  {
    words: new RegExp(`(?:sap )?${ending} (?:trong(?: vong)?|sau) (\\d{1,3}) (ngay|thang|nam)(?: nua| toi)?`),
    window: ([count, unit], today) => ({ from: today, to: ahead(Number(count), unit, today) }),
  },
  {
    words: new RegExp(`${ending} truoc (?:ngay )?(\\d{1,2}) (?:thang )?(\\d{1,2}) (?:nam )?(\\d{4})`),
    window: ([date, month, year], today) => {
      const day = readDay(`${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`);
      return day === null ? null : { from: today, to: addDays(day, -1) };
    },
  },
  {
    words: new RegExp(`${ending} (?:trong |vao )?thang (\\d{1,2})(?: (?:nam )?(\\d{4}))?`),
    window: ([month, year], today) => monthOf(Number(month), Number(year ?? yearIn(today))),
  },
  {
    words: new RegExp(`${ending} (?:trong |vao )?nam (\\d{4})`),
    window: ([year]) => yearOf(Number(year)),
  },
  {
    words: new RegExp(`${ending} (?:trong |vao )?nam (nay|sau)`),
    window: ([which], today) => yearOf(yearIn(today) + (which === 'sau' ? 1 : 0)),
  },
  {
    words: new RegExp(`(?:da|bi) ${ending}|expired`),
    window: (_, today) => ({ from: longAgo, to: addDays(today, -1) }),
  },
  {
    words: new RegExp(`(?:sap|gan|chuan bi) ${ending}|expiring soon|expiring`),
    window: (_, today) => ({ from: today, to: addDays(today, filingOpens) }),
  },
];

/** Words that say nothing by themselves. */
export const fillers: ReadonlySet<string> = new Set(
  (
    'gui cho toi den tu cac nhung nguoi ai la co cua o tai trong thuoc va hoac voi cung dang duoc voi nhung toan ca ' +
    'giay chung nhan ocop san pham xa phuong tinh dia ban hoc vien lop su kien da ghi ten dang ky tham gia theo do ' +
    'ma dung qua tren ban lam trong trot nuoi san xuat che bien nghe nganh nhom bo ho thanh vien chi moi het , ' +
    'the in of and to who with send all a an ve nhan thong bao tin nay kia minh toi ta nha con hang loai sao han'
  ).split(' '),
);
