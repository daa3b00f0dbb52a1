/** Loads everything that does not change while the service runs, and refuses to start while any of it is broken. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAnswers } from '../content/answers.ts';
import { loadClassTemplates } from '../content/class-templates.ts';
import { loadClassTopics } from '../content/class-topics.ts';
import { loadCriteria } from '../content/criteria.ts';
import { loadDossier } from '../content/dossier.ts';
import { loadEnrolLanguage } from '../content/enrol-list.ts';
import { type HolidayList, loadHolidays } from '../content/holidays.ts';
import { readIntentModel } from '../content/intent-model.ts';
import { loadIntents } from '../content/intents.ts';
import { loadProductSets } from '../content/product-sets.ts';
import { loadRegistryLanguage } from '../content/registry.ts';
import { loadReminders, type ReminderRules } from '../content/reminders.ts';
import { loadRounds } from '../content/rounds.ts';
import { loadTexts } from '../content/texts.ts';
import type { RegistryLanguage } from '../core/certificate-row.ts';
import { consentTextVersion } from '../core/consent.ts';
import type { EnrolLanguage } from '../core/enrol-row.ts';
import { ConfigError } from '../core/error.ts';
import type { Handbook } from '../core/handbook.ts';
import { createHandbook } from '../core/handbook-index.ts';
import { createIntentIndex } from '../core/intent.ts';
import { createIntentModel } from '../core/intent-model.ts';
import type { Day } from '../core/model.ts';
import { createProductSetIndex } from '../core/product-set.ts';
import { nextRounds, type RoundPlan } from '../core/round.ts';
import { createUnitIndex } from '../core/unit.ts';
import { addWorkingDays } from '../core/working-day.ts';
import { nextReports, type ReportPlan } from '../core/yearly-report.ts';
import type { Book, Understanding } from '../flow/define.ts';
import { flows } from '../flow/flows.ts';
import { inspect } from '../flow/inspect.ts';
import { understandingOf } from '../flow/understanding.ts';
import type { Library, Store, Texts } from '../ports.ts';
import { renderText } from '../service/render.ts';

export interface Knowledge {
  readonly version: string;
  readonly texts: Texts;
  readonly book: Book;
  /** How registry files are written. */
  readonly registry: RegistryLanguage;
  /** How lists of people for a class are written. */
  readonly enrol: EnrolLanguage;
  readonly reminders: ReminderRules & { readonly holidays: HolidayList };
  /** Sections of the handbook that are over on a day and no longer quoted, with file and line. */
  retired(today: Day): readonly string[];
  /** Prepares a little of what the first messages need; whoever needs it sooner waits for it. False when nothing is left. */
  readOn(): boolean;
  /** The read-only indexes; the units come from the database. */
  library(store: Pick<Store, 'units'>): Promise<Library>;
}

/** The checkout or package folder, from `src` and from `dist` alike. */
const root = new URL('../../', import.meta.url);
const path = (name: string) => fileURLToPath(new URL(name, root));

/** Loads texts, flows and content, all of it checked; indexes are made while the start waits. @throws ConfigError with every fault found, by file, line, flow and step */
export function loadKnowledge(): Knowledge {
  const texts = loadTexts(path('locales'));
  const faults = inspect({ flows, hasText: texts.has });
  if (faults.length > 0) throw new ConfigError(faults);
  const products = loadProductSets(path('content/product-sets.yaml'));
  const sets = later(() => createProductSetIndex(products));
  const criteria = loadCriteria(path('content'), products.sets);
  const dossier = loadDossier(path('content'), criteria);
  const classes = loadClasses(criteria);
  const answers = loadAnswers(path('content'), criteria);
  const handbook = createHandbook(answers);
  const rounds = loadRounds(path('content/rounds.yaml'));
  const holidays = loadHolidays(path('content/holidays'));
  const understanding = loadUnderstanding();
  const steps = preparation(understanding, sets, handbook);
  const readOn = () => steps.next().done !== true;
  whileWaiting(readOn);
  return {
    version: ownVersion(),
    texts,
    registry: loadRegistryLanguage(path('content/registry.yaml'), products),
    enrol: loadEnrolLanguage(path('content/enrol-list.yaml')),
    reminders: { ...loadReminders(path('content/reminders.yaml')), holidays },
    book: {
      flows,
      get understanding() {
        return understanding();
      },
      text: (ref, language) => ('plain' in ref ? ref.plain : renderText(ref, { texts, language, slots: {} })),
    },
    retired: answers.retired,
    readOn,
    async library(store) {
      const { units, aliases } = await store.units();
      const calendar = calendarOf(rounds, holidays);
      const inMemory = { calendar, sets: sets(), handbook, criteria, dossier, ...classes };
      return { units: createUnitIndex(units, aliases), ...inMemory, consentVersion: consentTextVersion };
    },
  };
}

const ownVersion = (): string =>
  (JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string }).version;

/** Made when it is first needed, once. */
function later<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What people ask for: phrases and weights are read and checked now. */
function loadUnderstanding(): () => Understanding {
  const intents = loadIntents(path('content/intents.yaml'));
  const { data } = readIntentModel(path('content/intent-model.txt'));
  return later(() => understandingOf(createIntentIndex(intents), createIntentModel(data)));
}

/** In steps, the sooner needed first. */
function* preparation(
  understanding: () => Understanding,
  sets: () => unknown,
  handbook: Handbook,
): Generator<void, void> {
  const { guess } = understanding();
  yield;
  // The words of the model are gathered at the first text; so that nobody waits for that, this is it.
  guess('a b');
  yield;
  sets();
  yield;
  while (handbook.readOn()) yield;
}

/** Goes on in the moments in which the start waits for the database. */
function whileWaiting(readOn: () => boolean): void {
  setImmediate(() => {
    if (readOn()) whileWaiting(readOn);
  });
}

/** What classes are about, and what officers begin a new one with. */
const loadClasses = (criteria: Parameters<typeof loadClassTopics>[1]) => ({
  classTopics: loadClassTopics(path('content/class-topics.yaml'), criteria),
  classTemplates: loadClassTemplates(path('content/class-templates.yaml')),
});

const calendarOf = (plan: RoundPlan & ReportPlan, holidays: HolidayList): Library['calendar'] => ({
  rounds: (province, today) => nextRounds(plan, province, today, holidays),
  reports: (province, today) => nextReports(plan, province, today),
  workingDaysAfter: (day, count) => addWorkingDays(day, count, holidays),
  holidayOn: holidays.nameOf,
});
