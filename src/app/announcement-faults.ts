/** What is wrong with an announcement's file beyond its form, all at once, each with its line: words, times, codes nobody knows. */
import { checkAnnouncement } from '../core/announcement-check.ts';
import type { Announcing } from '../core/announcing.ts';
import { type Audience, type AudienceFilter, withinUnits } from '../core/audience.ts';
import type { ProductSetIndex } from '../core/product-set.ts';
import type { UnitIndex } from '../core/unit.ts';
import type { NewAnnouncement } from '../ports/announcement.ts';
import type { Texts } from '../ports.ts';
import { frameLength } from '../service/broadcast/compose.ts';
import { type AnnouncementFile, placesIn } from './announcement-file.ts';

export interface FileFacts {
  readonly path: string;
  readonly text: string;
  readonly asked: AnnouncementFile;
  readonly draft: NewAnnouncement;
  /** Bytes; absent without a picture. */
  readonly imageSize?: number;
}

export interface Known {
  readonly now: number;
  readonly texts: Texts;
  readonly announcing: Pick<Announcing, 'limits'>;
  readonly units: Pick<UnitIndex, 'byCode'>;
  readonly sets: Pick<ProductSetIndex, 'inGroup'> & { readonly ids: ReadonlySet<string> };
  /** What people may say interests them. */
  readonly topics: ReadonlySet<string>;
  /** Classes and events there are, of those named. */
  readonly offerings: ReadonlySet<string>;
}

type At = readonly (string | number)[];
interface Fault {
  readonly at: At;
  readonly message: string;
}

/** Every fault as a line to print; none: it may be sent. */
export function faultsIn(facts: FileFacts, known: Known): readonly string[] {
  const placeOf = placesIn(facts.path, facts.text);
  const faults = [...ruleFaults(facts, known), ...unitFaults(facts, known), ...codeFaults(facts, known)];
  return faults.map(({ at, message }) => `${placeOf(at)}: ${at.join('.')}: ${message}`);
}

/** The rules every announcement is held to. In the file the words stand under `text`. */
function ruleFaults({ draft, imageSize }: FileFacts, { now, texts, announcing }: Known): readonly Fault[] {
  const { limits } = announcing;
  const pictured = imageSize === undefined ? {} : { image: '' as never };
  return checkAnnouncement({
    draft: { ...draft, content: { ...draft.content, ...pictured } },
    audience: draft.audience,
    now,
    role: 'province',
    textLimit: limits.text,
    captionLimit: limits.caption,
    mediaLimit: limits.image,
    frameLength: frameLength(texts, draft.class, draft.content),
    ...(imageSize === undefined ? {} : { mediaSize: imageSize }),
  }).map(({ code, at, vars = {} }) => ({
    at: at.replace(/^texts/u, 'text').split('.'),
    message: texts.text(code, vars, 'en'),
  }));
}

/** Units of today, and nobody outside those in whose name it goes. */
function unitFaults({ asked }: FileFacts, { units, texts }: Known): readonly Fault[] {
  const unknown = (codes: readonly string[], at: At): readonly Fault[] =>
    codes.flatMap((code, no) =>
      units.byCode(code) === undefined ? [{ at: [...at, no], message: `${code} is no unit of today.` }] : [],
    );
  const wanted = asked.audience.units ?? [];
  const outside = wanted.flatMap((code, no): readonly Fault[] => {
    if (units.byCode(code) === undefined) return [];
    const held = withinUnits({ units: [code] }, asked, units);
    const message = held.ok ? '' : texts.text(held.code, held.vars ?? {}, 'en');
    return held.ok ? [] : [{ at: ['audience', 'units', no], message }];
  });
  return [...unknown(asked.units, ['units']), ...unknown(wanted, ['audience', 'units']), ...outside];
}

type Coded = 'productGroups' | 'productSets' | 'classes' | 'events' | 'interests';

/** A code nobody knows would reach nobody, or, among exclusions, leave nobody out. */
function codeFaults({ asked }: FileFacts, known: Known): readonly Fault[] {
  const rules: Readonly<Record<Coded, { is: (code: string) => boolean; what: string }>> = {
    productGroups: { is: (code) => known.sets.inGroup(code).length > 0, what: 'product group' },
    productSets: { is: (code) => known.sets.ids.has(code), what: 'product set' },
    classes: { is: (code) => known.offerings.has(code), what: 'class' },
    events: { is: (code) => known.offerings.has(code), what: 'event' },
    interests: { is: (code) => known.topics.has(code), what: 'topic of interest' },
  };
  const inFilter = (filter: AudienceFilter, at: At): readonly Fault[] =>
    (Object.keys(rules) as Coded[]).flatMap((field) =>
      (filter[field] ?? []).flatMap((code, no) =>
        rules[field].is(code)
          ? []
          : [{ at: [...at, field, no], message: `${code} is no ${rules[field].what} there is.` }],
      ),
    );
  const buttons = asked.buttons.flatMap((button, no) =>
    button.kind === 'open_class' && !known.offerings.has(button.classId)
      ? [{ at: ['buttons', no, 'classId'], message: `${button.classId} is no class or event there is.` }]
      : [],
  );
  const { exclude = [], ...own } = asked.audience;
  return [
    ...inFilter(own, ['audience']),
    ...exclude.flatMap((one, no) => inFilter(one, ['exclude', no])),
    ...buttons,
  ];
}

/** Classes and events a file names, to be looked up. */
export function offeringsNamed({ audience, buttons }: AnnouncementFile): readonly string[] {
  const all: readonly Audience[] = [audience, ...(audience.exclude ?? [])];
  const named = all.flatMap(({ classes = [], events = [] }) => [...classes, ...events]);
  return [...named, ...buttons.flatMap((button) => (button.kind === 'open_class' ? [button.classId] : []))];
}
