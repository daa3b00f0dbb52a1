/** Events about figures: sums that a unit reports of itself; an audit line stays. */
import type { FigureEvent } from '../../core/figures.ts';
import type { Handler } from '../apply-events.ts';

const ledReported: Handler<'led_reported'> = async ({ unit, year, women, minority }, turn) => {
  const { tx, at, contact } = turn;
  await tx.reportLed({ unit, year, led: { women, minority }, officer: contact.id, at });
  const detail = { year, women, minority };
  await tx.audit({ actor: contact.id, action: 'led_reported', subject: `unit:${unit}`, detail }, at);
};

export const figureHandlers = {
  led_reported: ledReported,
} satisfies { readonly [T in FigureEvent['type']]: Handler<T> };
