/** Pure: how an owner to be called is shown: who, which certificate, why, and what to say on the phone. */
import { daysBetween } from '../../core/calendar.ts';
import { phaseOf, renewalWindow } from '../../core/certificate.ts';
import type { TextRef, Vars } from '../../core/event.ts';
import { knownReasons, type OwnerCall } from '../../core/owner-call.ts';
import { formatPhone } from '../../core/phone.ts';
import type { Scene } from '../define.ts';
import { blank, lowerFirst, unitName } from './idea-lines.ts';

const reasonText = (reason: string): TextRef => ({
  key: `callList.reason.${knownReasons.includes(reason) ? reason : 'channel'}`,
});

const leftText = (left: number): TextRef => ({
  key: left < 0 ? 'callList.daysOver' : 'callList.daysLeft',
  vars: { daysLeft: Math.abs(left) },
});

/** Everything the texts about a call may use. */
export function callVars(call: OwnerCall, { world }: Pick<Scene, 'world'>): Vars {
  const { today } = world;
  const { opensOn, closesOn } = renewalWindow(call.validUntil);
  const plain: Vars = {
    product: call.product,
    star: call.star,
    producer: call.producer,
    person: call.representative ?? blank,
    greeted: call.representative ?? { key: 'callList.somebody' },
    phone: call.phone === null ? { key: 'callList.noPhone' } : formatPhone(call.phone),
    unit: unitName(call.unit, world),
    unitIn: lowerFirst(unitName(call.unit, world)),
    validUntil: { day: call.validUntil },
    opensOn: { day: opensOn },
    closesOn: { day: closesOn },
    left: leftText(daysBetween(today, call.validUntil)),
    reason: reasonText(call.reason),
  };
  return {
    ...plain,
    say: { key: `callList.say.${phaseOf(call.validUntil, today)}`, vars: plain },
    tried: call.triedOn === null ? '' : { key: 'callList.tried', vars: { triedOn: { day: call.triedOn } } },
    check: call.computed ? { key: 'callList.computed', vars: plain } : '',
  };
}

/** One line of the list. */
export const callLine = (call: OwnerCall, scene: Pick<Scene, 'world'>): TextRef => ({
  key: call.triedOn === null ? 'callList.line' : 'callList.lineTried',
  vars: callVars(call, scene),
});
