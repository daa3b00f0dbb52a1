/** Brings people on stage as scenario files ask: with consent and a profile, as officers, with invitations. */
import { invite } from '../app/invitation.ts';
import {
  type Language,
  languages,
  type OfficerRole,
  officerRoles,
  purposes,
  type UnitCode,
} from '../core/model.ts';
import { emptySession } from '../flow/define.ts';
import type { TurnState, TurnTx } from '../ports.ts';
import type { Stage } from './stage.ts';

/** Runs `work` in a turn of the person, who is made at first sight; nothing is said. */
export async function behindTheScenes(
  { deps, channel, now }: Stage,
  person: string,
  work: (tx: TurnTx, state: TurnState) => Promise<unknown>,
): Promise<void> {
  const [accepted] = await deps.store.accept([channel.inbound(person, { kind: 'start' }, now())], now());
  if (accepted === undefined) return;
  await deps.store.turn(accepted.contactId, async (tx, state) => {
    await work(tx, state);
    await tx.finish({ inbound: state.inbound, session: emptySession, reply: null, at: now() });
  });
}

/** Gives a made-up person consent and a profile, as if asked before. */
export async function makeKnown(
  stage: Stage,
  person: string,
  who: { name?: string; unit?: string; language?: string },
): Promise<void> {
  const { name = 'Nguyễn Thị Mẫu', unit = '05503' } = who;
  const language: Language = languages.find((one) => one === who.language) ?? 'vi';
  await behindTheScenes(stage, person, async (tx, { inbound }) => {
    const at = stage.now();
    const { contactId } = inbound;
    await tx.setLanguage(contactId, language);
    await tx.saveProfile(contactId, { name, phone: '+84912345678', unit: unit as UnitCode });
    for (const purpose of purposes) {
      const granted = purpose !== 'promotions';
      const { consentVersion } = stage.deps.library;
      await tx.recordConsent({
        contactId,
        purpose,
        granted,
        textVersion: consentVersion,
        answer: '(scenario)',
        inboundId: inbound.id,
        channel: inbound.channel,
        at,
      });
    }
  });
}

/** Makes the person an officer of the units. */
export async function makeOfficer(
  stage: Stage,
  person: string,
  role: string,
  units: readonly string[],
): Promise<void> {
  const clock = { now: stage.now };
  const { code } = await invite(stage.deps.store, clock, {
    role: roleOf(role),
    units: units as readonly UnitCode[],
  });
  await behindTheScenes(stage, person, (tx, { inbound }) =>
    tx.joinAsOfficer(inbound.contactId, code, stage.now()),
  );
}

/** Puts an invitation with a code of the file's choice into the world. */
export async function makeInvitation(
  { deps, now }: Stage,
  code: string,
  role: string,
  units: readonly string[],
): Promise<void> {
  const twoWeeksMs = 14 * 24 * 60 * 60 * 1000;
  await deps.store.invite(
    { code, role: roleOf(role), units: units as readonly UnitCode[], expiresAt: now() + twoWeeksMs },
    now(),
  );
}

const roleOf = (role: string): OfficerRole => officerRoles.find((one) => one === role) ?? 'commune';
