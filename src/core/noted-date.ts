/** Pure: dates people note themselves to be reminded of: a paper that ends, a step of a trademark, anything else. */
import type { Day } from './model.ts';

export const notedKinds = ['paper', 'trademark', 'other'] as const;
export type NotedKind = (typeof notedKinds)[number];

export interface NotedDate {
  readonly id: string;
  readonly kind: NotedKind;
  readonly title: string;
  readonly on: Day;
}

/** As many as a person can keep an eye on; more is a mistake or mischief. */
export const notedAtMost = 30;
export const notedTitleAtMost = 120;

export type NotedDateEvent =
  | { readonly type: 'date_noted'; readonly kind: NotedKind; readonly title: string; readonly on: Day }
  | { readonly type: 'noted_date_dropped'; readonly id: string };
