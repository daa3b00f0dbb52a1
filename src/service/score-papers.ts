/** The picture and the printable sheet of a self-assessment, made from what is kept of it. */
import { dayOf, formatDay } from '../core/calendar.ts';
import { chosen, parts, scoreOf, starByPoints } from '../core/criteria.ts';
import type { Bilingual, CriteriaSet, Criterion } from '../core/criteria-set.ts';
import type { TextRef, Vars } from '../core/event.ts';
import type { Language } from '../core/model.ts';
import { type KeptSelfCheck, missingPapers, nextGoal, totalsOf } from '../core/self-check.ts';
import { gateLines, improvementLines } from '../flow/flows/self-check-finding.ts';
import type { Documents } from '../ports/document.ts';
import type { ScoreChart, ScoreLine, ScoreSheet } from '../ports/paper.ts';
import type { Library, Store, Texts } from '../ports.ts';
import type { PaperMaker } from './made-media.ts';
import { renderText } from './render.ts';

export interface ScorePaperDeps {
  readonly store: Pick<Store, 'selfCheck'>;
  readonly library: Pick<Library, 'criteria' | 'dossier'>;
  readonly texts: Texts;
  readonly documents: () => Promise<Pick<Documents, 'scoreChart' | 'scoreSheet'>>;
}

/** One check with its sheet, as one person reads it. */
interface Subject {
  readonly check: KeptSelfCheck;
  readonly set: CriteriaSet;
  readonly product: string;
  readonly say: (key: string, vars?: Vars) => string;
  readonly own: (words: Bilingual) => string;
  readonly deps: ScorePaperDeps;
  readonly language: Language;
}

/** Makers by the kind that stands in the id. */
export function scorePapers(deps: ScorePaperDeps): Readonly<Record<string, PaperMaker>> {
  return {
    'score-chart': async (id, language) => {
      const subject = await subjectOf(deps, id, language);
      if (subject === null) return null;
      return { bytes: await (await deps.documents()).scoreChart(chartOf(subject)), mime: 'image/png' };
    },
    'score-sheet': async (id, language) => {
      const subject = await subjectOf(deps, id, language);
      if (subject === null) return null;
      return {
        bytes: await (await deps.documents()).scoreSheet(sheetOf(subject), 'pdf'),
        mime: 'application/pdf',
      };
    },
  };
}

async function subjectOf(deps: ScorePaperDeps, id: string, language: Language): Promise<Subject | null> {
  const check = await deps.store.selfCheck(id);
  const set = check === null ? null : deps.library.criteria.criteriaOf(check.setId);
  if (check === null || set === null) return null;
  const how = { texts: deps.texts, language, slots: {} };
  const say = (key: string, vars: Vars = {}) => renderText({ key, vars }, how);
  const product = check.product === '' ? say(`productSet.${set.id}`) : check.product;
  return { check, set, product, say, own: (words) => words[language], deps, language };
}

/** Bars by section: what there is to get, what one has, what it was last time. */
export function chartOf({ check, set, product, say, own }: Subject): ScoreChart {
  const score = scoreOf(set, check.answers);
  const before = check.before === null ? null : scoreOf(set, check.before.answers);
  const about = { set: { key: `productSet.${set.id}` }, day: { day: dayOf(check.at) } };
  return {
    title: say('selfCheck.paper.title', { product }),
    subtitle: say('selfCheck.paper.subtitle', about),
    bars: set.sections.map(({ name, max }, at) => ({
      label: own(name),
      max,
      value: score.sections[at]?.points ?? 0,
      ...(before === null ? {} : { before: before.sections[at]?.points ?? 0 }),
    })),
    total: say('selfCheck.paper.total', {
      points: score.points,
      a: score.parts.A.points,
      b: score.parts.B.points,
      c: score.parts.C.points,
    }),
    caution: say('selfCheck.paper.caution'),
    legend: {
      now: say('selfCheck.paper.now'),
      before:
        check.before === null ? '' : say('selfCheck.paper.before', { day: { day: dayOf(check.before.at) } }),
    },
  };
}

function lineOf({ check, own }: Subject, criterion: Criterion): ScoreLine {
  const option = chosen(criterion, check.answers);
  const proven = option !== null && option.points > 0;
  return {
    code: criterion.code,
    title: own(criterion.name),
    max: criterion.max,
    points: option?.points ?? null,
    answer: option === null ? '' : own(option.text),
    evidence: proven ? criterion.evidence.map(({ text }) => own(text)).join('; ') : '',
  };
}

function partsOf(subject: Subject): ScoreSheet['parts'] {
  const { check, set, say, own, deps } = subject;
  const score = scoreOf(set, check.answers);
  return parts.map((part) => ({
    title: say('selfCheck.paper.part', {
      part,
      name: own(deps.library.criteria.partNames[part]).toUpperCase(),
    }),
    max: score.parts[part].max,
    points: score.parts[part].points,
    sections: set.sections.flatMap((section, at) => {
      if (section.part !== part) return [];
      const title = say('selfCheck.paper.section', { code: section.code, name: own(section.name) });
      const points = score.sections[at]?.points ?? 0;
      return [
        { title, max: section.max, points, criteria: section.criteria.map((one) => lineOf(subject, one)) },
      ];
    }),
  }));
}

/** Laid out like part III of form 02; what the gates say and which papers are missing stands below. */
export function sheetOf(subject: Subject): ScoreSheet {
  const { check, set, product, say, own, deps, language } = subject;
  const { points, open } = totalsOf(set, check.answers);
  const finding = { set, product, answers: check.answers, goal: nextGoal(set, check.answers), before: null };
  const reader = { world: { contact: { language }, criteria: deps.library.criteria } };
  const how = { texts: deps.texts, language, slots: {} };
  const line = (ref: TextRef | string) =>
    (typeof ref === 'string' ? ref : renderText(ref, how)).replace(/^• /, '');
  const ready = deps.library.dossier.items.flatMap(({ id, evidence }) =>
    evidence !== null && check.ticked.includes(id) ? [evidence] : [],
  );
  return {
    producer: say('selfCheck.paper.blank'),
    product: `${product} (${formatDay(dayOf(check.at))})`,
    productSet: set.name,
    parts: partsOf(subject),
    max: 100,
    points,
    findings: [
      say('selfCheck.paper.summary', { points, star: starByPoints(points), open }),
      ...gateLines(finding, reader).map(line),
    ],
    steps: improvementLines(finding, reader).map(line),
    missing: missingPapers(set, check.answers, ready).map(({ text }) => own(text)),
    place: say('selfCheck.paper.blank'),
    date: null,
  };
}
