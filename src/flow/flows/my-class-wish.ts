/** Pure: what can be done with a seat as it stands, and what of it the first words ask for. */
import { type SeatWish, seatWishIn } from '../../core/seat-asked.ts';
import type { Scene } from '../define.ts';
import type { OfferingView } from '../needs/seats.ts';

/** By the state of the seat. */
export const deeds: Readonly<Record<string, readonly string[]>> = {
  taken: ['leave', 'substitute'],
  offered: ['accept', 'decline'],
  waiting: ['leave'],
};

export const wishes: readonly SeatWish[] = ['leave', 'substitute', 'accept', 'decline', 'going', 'myCode'];

export const saidIn = ({ input }: Scene): SeatWish | null =>
  input.kind === 'text' ? seatWishIn(input.text) : null;

/** What was wanted, as long as it can be done with a seat that stands so; else the seat is shown. */
export function wishOr(wish: unknown, view: OfferingView | null): SeatWish | 'open' {
  const { state = '' } = view?.mine ?? {};
  const may = [...(deeds[state] ?? []), ...(state === 'taken' ? ['going', 'myCode'] : [])];
  return wishes.find((one) => one === wish && may.includes(one)) ?? 'open';
}
