/** Pure: what an announcement is about as officers type it (folded), as data (domain reference §10). */
import type { AnnouncementKind } from './announcement.ts';
import { fold } from './vietnamese.ts';

const phrases: Readonly<Record<AnnouncementKind, RegExp>> = {
  training: /tap huan|lop hoc|mo lop|training/,
  info_conference: /hoi nghi tuyen truyen|tuyen truyen/,
  idea_call: /y tuong|ideas?/,
  evaluation_round: /danh gia,? phan hang|dot danh gia|phan hang/,
  renewal_notice: /danh gia lai|cong nhan lai/,
  result_publication: /cong bo|trao giay/,
  fair: /hoi cho|fairs?/,
  exhibition: /trien lam|trung bay|exhibition/,
  supply_demand: /cung cau|ket noi tieu thu/,
  product_week: /tuan le|ngay hoi/,
  livestream: /livestream|live stream/,
  sales_point: /diem (?:gioi thieu|ban)/,
  ecommerce: /len san|gian hang tren mang|thuong mai dien tu/,
  support_policy: /chinh sach|ho tro/,
  inspection: /kiem tra|giam sat/,
  report_due: /bao cao/,
  legal_change: /van ban moi|quy dinh moi|nghi dinh|thong tu/,
};

/** The kind a text names; `null` when it names none, or several. */
export function kindIn(text: string): AnnouncementKind | null {
  const said = fold(text)
    .replaceAll(/[^\p{L}\p{N}, ]+/gu, ' ')
    .replaceAll(/ +/gu, ' ')
    .trim();
  const named = (Object.keys(phrases) as AnnouncementKind[]).filter((kind) =>
    new RegExp(`(?<![a-z])(?:${phrases[kind].source})(?![a-z])`, 'u').test(said),
  );
  const [only] = named;
  return named.length === 1 && only !== undefined ? only : null;
}
