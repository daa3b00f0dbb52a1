/** Pure: certificates of attendance: whom, a look at one, then numbers for all and a parcel to each. */
import {
  type AttendanceRule,
  attendanceRules,
  type Certified,
  whomToCertify,
} from '../../core/attendance-certificate.ts';
import type { ChooseStep, EndStep, Option, Scene, Step } from '../define.ts';
import { codeOf, lookupRoll, offeringIdOf, rollOf, rowsOf, unlessTheirs } from './class-papers-scene.ts';
import { yesNo } from './consent-question.ts';

/** Names read out before the officer says yes. */
const namesAtMost = 60;

const ruleOf = ({ answers }: Scene): AttendanceRule =>
  attendanceRules.find((rule) => rule === answers.certify) ?? 'every';

function chosen(scene: Scene, rule: AttendanceRule): readonly Certified[] {
  const sessions = rollOf(scene)?.view?.offering.sessions ?? [];
  return whomToCertify(
    rowsOf(scene),
    sessions.map(({ id }) => id),
    rule,
  );
}

/** The last session is still to come, or nobody was seen. */
const unlessOver = {
  to: ['notOfficer', 'notYours', 'certifyEarly', 'certifyNobody'],
  pick: (scene: Scene) => {
    const wrong = unlessTheirs.pick(scene);
    if (wrong !== null) return wrong;
    const last = rollOf(scene)?.view?.offering.sessions.at(-1);
    if (last !== undefined && last.day > scene.world.today) return 'certifyEarly';
    return chosen(scene, 'some').length === 0 ? 'certifyNobody' : null;
  },
};

const countsOf = (scene: Scene) => ({
  title: rollOf(scene)?.view?.offering.title ?? '',
  sessions: rollOf(scene)?.view?.offering.sessions.length ?? 0,
  every: chosen(scene, 'every').length,
  some: chosen(scene, 'some').length,
});

const certify: ChooseStep = {
  kind: 'choose',
  lookup: lookupRoll,
  instead: unlessOver,
  say: [{ text: 'classPapers.certify.ask', vars: countsOf }],
  options: (scene): readonly Option[] => [
    ...attendanceRules
      .filter((rule) => chosen(scene, rule).length > 0)
      .map((rule) => ({
        value: rule,
        label: { key: `classPapers.certify.${rule}`, vars: { count: chosen(scene, rule).length } },
        words: `classPapers.certify.${rule}Words`,
      })),
    { value: 'not', label: { key: 'classPapers.certify.not' }, words: 'classPapers.certify.notWords' },
  ],
  next: {
    to: ['certifyLook', 'toOpen'],
    pick: ({ answers }) => (answers.certify === 'not' ? 'toOpen' : 'certifyLook'),
  },
};

/** Names as they will stand on the paper, and the paper of the first of them. */
const certifyLook: ChooseStep = {
  kind: 'choose',
  lookup: lookupRoll,
  instead: unlessOver,
  say: [
    {
      text: 'classPapers.certify.look',
      vars: (scene) => {
        const people = chosen(scene, ruleOf(scene));
        const lines = people.slice(0, namesAtMost).map(({ name, attended, sessions }) => ({
          key: 'classPapers.certify.person',
          vars: { name, attended, sessions },
        }));
        return { count: people.length, people: { lines } };
      },
      attach: (scene) => ({
        document: {
          media: `paper/attendance-sample/${scene.world.contact.language ?? 'vi'}/${codeOf(scene)}`,
          name: { key: 'classPapers.file.attendance-sample', vars: { code: codeOf(scene) } },
        },
      }),
      once: true,
    },
    { text: 'classPapers.certify.sure', vars: (scene) => ({ count: chosen(scene, ruleOf(scene)).length }) },
  ],
  options: yesNo,
  next: {
    to: ['certified', 'toOpen'],
    pick: ({ answers }) => (answers.certifyLook === 'yes' ? 'certified' : 'toOpen'),
  },
};

const papersOf = (kind: string) => (scene: Scene) => ({
  document: {
    media: `paper/${kind}/${scene.world.contact.language ?? 'vi'}/${codeOf(scene)}`,
    name: { key: `classPapers.file.${kind}`, vars: { code: codeOf(scene) } },
  },
});

/** The steps of this part; `again` are the ways on. */
export function certifySteps(again: (scene: Scene) => readonly Option[]): Readonly<Record<string, Step>> {
  const certified: EndStep = {
    kind: 'end',
    lookup: lookupRoll,
    instead: unlessOver,
    say: [
      {
        text: 'classPapers.certify.done',
        vars: () => ({ outcome: { slot: 'certified' } }),
        attach: papersOf('attendance-pdf'),
      },
      { text: 'classPapers.certify.word', attach: papersOf('attendance-docx') },
      { text: 'classPapers.certify.register', attach: papersOf('attendance-register') },
    ],
    emit: (scene) => {
      const offering = offeringIdOf(scene);
      if (offering === undefined) return [];
      return [{ type: 'attendance_certified', offering, code: codeOf(scene), rule: ruleOf(scene) }];
    },
    offer: again,
  };
  return {
    certify,
    certifyLook,
    certified,
    certifyEarly: { kind: 'end', say: [{ text: 'classPapers.certify.early' }], offer: again },
    certifyNobody: { kind: 'end', say: [{ text: 'classPapers.certify.nobody' }], offer: again },
  };
}
