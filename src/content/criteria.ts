/** Loads the scoring sheets (`content/criteria`) and the decisions that carry them, and refuses whatever does not add up. */
import { join } from 'node:path';
import type { CriteriaBook, CriteriaSet, LegalDocument } from '../core/criteria-set.ts';
import { ConfigError } from '../core/error.ts';
import type { ProductSet } from '../core/product-set-table.ts';
import { buildSection, type Desk, type PlacedCommon } from './criteria-build.ts';
import { gatedStars, type Placed, sheetFaults } from './criteria-check.ts';
import { type CriteriaFiles, readCriteriaFiles } from './criteria-files.ts';
import type { SetFile } from './criteria-schema.ts';
import { loadLegalDocuments } from './legal-documents.ts';
import type { YamlFile } from './yaml-file.ts';

/** The decision whose sheets are in force. */
const inForce = 'd26';

/**
 * Loads the 26 sheets in force. `folder` is `content`, `products` the table of product sets.
 * @throws ConfigError naming file and line of every fault
 */
export function loadCriteria(folder: string, products: readonly ProductSet[]): CriteriaBook {
  const legalDocuments = loadLegalDocuments(join(folder, 'legal-documents.yaml'));
  const files = readCriteriaFiles(join(folder, 'criteria', inForce));
  const faults: string[] = [];
  const common = commonCriteria(files, faults);
  const document = legalDocuments.find(({ id }) => id === files.book.value.document);
  if (document === undefined)
    throw new ConfigError([files.book.fault(['document'], `no legal document ${files.book.value.document}`)]);
  const sets = products.flatMap((product) => {
    const set = files.sets.find(({ value }) => value.set === product.id);
    if (set === undefined) return [];
    return [buildSet({ set, product, document, files, common, faults })];
  });
  faults.push(...completenessFaults(files, products));
  if (faults.length > 0) throw new ConfigError([...new Set(faults)]);
  const byId = new Map(sets.map((set) => [set.id, set]));
  return {
    document,
    partNames: files.book.value.parts,
    sets,
    evidence: Object.entries(files.book.value.evidence).map(([id, text]) => ({ id, text })),
    legalDocuments,
    criteriaOf: (id) => byId.get(id) ?? null,
  };
}

function commonCriteria({ common }: CriteriaFiles, faults: string[]): ReadonlyMap<string, PlacedCommon> {
  const known = new Map<string, PlacedCommon>();
  for (const file of common)
    file.value.forEach((entry, at) => {
      if (known.has(entry.id)) faults.push(file.fault([at, 'id'], `${entry.id} is already taken`));
      known.set(entry.id, { entry, file, at });
    });
  return known;
}

interface Sheet {
  readonly set: YamlFile<SetFile>;
  readonly product: ProductSet;
  readonly document: LegalDocument;
  readonly files: CriteriaFiles;
  readonly common: ReadonlyMap<string, PlacedCommon>;
  readonly faults: string[];
}

function buildSet({ set, product, document, files, common, faults }: Sheet): CriteriaSet {
  const book = files.book.value;
  const { gates, disqualifiers, number, unverified } = set.value;
  const placed = [set, ...files.partC.filter(({ value }) => value.set === product.id)].flatMap((file) =>
    placedSections(file, { book, common, file, faults }),
  );
  faults.push(...sheetFaults(placed, set, book));
  if (number !== product.number)
    faults.push(set.fault(['number'], `${product.id} is set ${product.number}, not ${number}`));
  const sections = placed.map(({ section }) => section);
  const order = sections.flatMap(({ criteria }) => criteria.map(({ code }) => code));
  return {
    ...{ id: product.id, number, name: product.name, lead: product.lead, document, sections },
    gates: gatedStars.flatMap((star) =>
      Object.entries(gates[star])
        .map(([code, points]) => ({ star, code, points }))
        .sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code)),
    ),
    disqualifiers: disqualifiers.flatMap((id, at) => {
      const text = book.disqualifiers[id];
      if (text === undefined) faults.push(set.fault(['disqualifiers', at], `no disqualifier ${id}`));
      return text === undefined ? [] : [{ id, text }];
    }),
    ...(unverified === undefined ? {} : { unverified }),
  };
}

function placedSections(file: YamlFile<Pick<SetFile, 'sections'>>, desk: Desk): readonly Placed[] {
  return file.value.sections.flatMap((entry, at) => {
    const section = buildSection(entry, at, desk);
    return section === null ? [] : [{ section, file, path: ['sections', at] }];
  });
}

/** Every product set has one sheet, and every sheet is of a product set. */
function completenessFaults(files: CriteriaFiles, products: readonly ProductSet[]): readonly string[] {
  const ids = new Set(products.map(({ id }) => id));
  const strays = (some: readonly YamlFile<{ readonly set: string }>[]) =>
    some.flatMap(({ value, fault }, at) => [
      ...(ids.has(value.set) ? [] : [fault(['set'], `no product set ${value.set}`)]),
      ...(some.findIndex((other) => other.value.set === value.set) === at
        ? []
        : [fault(['set'], `${value.set} has a file already`)]),
    ]);
  return [
    ...strays(files.sets),
    ...strays(files.partC),
    ...products.flatMap(({ id }) =>
      files.sets.some(({ value }) => value.set === id) ? [] : [files.book.fault([], `no sheet of ${id}`)],
    ),
  ];
}
