/** Child of `bench certificates`: one import of a file, as the operator's command does it, in a process of its own. */
import { readFileSync } from 'node:fs';
import { loadProductSets } from '../../src/content/product-sets.ts';
import { loadRegistryLanguage } from '../../src/content/registry.ts';
import type { UnitCode } from '../../src/core/model.ts';
import { createUnitIndex } from '../../src/core/unit.ts';
import { readSheet } from '../../src/document/sheet-reader.ts';
import { importRegistry } from '../../src/service/registry/import-registry.ts';
import { createStore } from '../../src/store/store.ts';

const [url = '', file = '', unit = '', id = ''] = process.argv.slice(2);
const log = { debug() {}, info() {}, warn() {}, error() {} };
const store = createStore({ url, log });
const { units, aliases } = await store.units();
const registry = loadRegistryLanguage('content/registry.yaml', loadProductSets('content/product-sets.yaml'));
const deps = {
  store,
  documents: { readSheet },
  library: { units: createUnitIndex(units, aliases) },
  registry,
};
const bytes = readFileSync(file);
const restMb = Math.round(process.memoryUsage.rss() / 1e6);
const from = performance.now();
const about = { id, fileName: 'bench.xlsx', unit: unit as UnitCode, actor: 'operator' } as const;
const report = await importRegistry(deps, { ...about, bytes, dryRun: false, at: Date.now() });
if (!report.ok) throw new Error(report.code);
const seconds = Math.round(performance.now() - from) / 1000;
const { created, updated, unchanged, faulty } = report.value;
const counts = { created: created.length, updated: updated.length, unchanged, faulty: faulty.length };
// maxRSS is the most the process ever held, in KiB.
const mostMb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6);
console.log(`ready ${JSON.stringify({ ...counts, seconds, restMb, mostMb })}`);
await store.close();
process.exit(0);
