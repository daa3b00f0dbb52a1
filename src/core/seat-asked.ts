/** Pure: what somebody wants to do with a seat they have, when their first words say so ("tôi không đi được"). */
import { asksForCode } from './seat-code.ts';
import { fold } from './vietnamese.ts';

export type SeatWish = 'leave' | 'substitute' | 'accept' | 'decline' | 'going' | 'myCode';

/** Whoever sends somebody else keeps the seat, so that is looked for first. */
const wishes: readonly (readonly [RegExp, SeatWish])[] = [
  [/(?:^| )(?:di thay|di ho|den thay|hoc thay|somebody else|someone else)(?= |$)/, 'substitute'],
  [/(?:^| )(?:nhuong cho|khong nhan cho|tu choi cho|pass on)(?= |$)/, 'decline'],
  [/(?:^| )(?:nhan cho|take the seat)(?= |$)/, 'accept'],
  [
    /(?:^| )(?:khong (?:di|den|hoc|tham gia) (?:duoc|hoc|tap huan|(?:\S+ ){0,4}nua)|xin nghi|huy (?:lop|cho)|tra cho|rut ten|leave|cancel|can not come|cannot come)(?= |$)/,
    'leave',
  ],
  [/(?:^| )(?:van di|se di|still coming)(?= |$)/, 'going'],
];

/** Reads it; `null` when the words only ask for the seat. */
export function seatWishIn(text: string): SeatWish | null {
  if (asksForCode(text)) return 'myCode';
  const folded = fold(text);
  return wishes.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}
