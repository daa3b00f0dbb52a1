/**
 * Pure: when people with a seat are reminded of the days of a class, fair or live sale. Rules are data
 * (`content/reminders.yaml`); the words follow from how far the day is when they are told.
 */

export interface SeatReminderRule {
  readonly id: string;
  /** From the day of the session; negative: before it. */
  readonly days: number;
  /** At an hour of the day ("08:00"), or so many hours before the beginning, but not before an hour. */
  readonly when: { readonly at: string } | { readonly hoursBefore: number; readonly notBefore: string };
  /** Only for the first of several days. */
  readonly firstDayOnly: boolean;
}
