/**
 * Prisma's own schema engine, the WebAssembly edition from npm: compares `schema.prisma` with a live database.
 * For tests only; the service applies migrations itself (src/store/migrate.ts).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const noFilters = { externalTables: [], externalEnums: [] };
export const schemaPath = 'prisma/schema.prisma';

/** The part of the global `WebAssembly` used here; the compiler knows it only together with the browser's types. */
interface WebAssemblyApi {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

async function loadEngine(): Promise<void> {
  const { instantiate } = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi;
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = readFileSync(file.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
  const { instance } = await instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

export interface Drift {
  /** SQL that would bring `from` to `schema.prisma`; a comment only when nothing is missing. */
  compare(from: 'database' | 'empty'): Promise<string>;
  close(): Promise<void>;
}

type Rows = object;
type RawQuery = (...args: unknown[]) => Promise<pg.QueryResult>;

/**
 * Prisma's adapter, taught PostgreSQL's internal one-byte type "char": the catalogue uses it, the engine asks the
 * catalogue, and the adapter by itself refuses it.
 */
function catalogueAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const internalChar = 18;
  const text = 25;
  const charColumns = new WeakMap<Rows, readonly number[]>();
  const query: RawQuery = pool.query.bind(pool) as never;
  const relabelled: RawQuery = async (...args) => {
    const result = await query(...args);
    const chars = result.fields.flatMap(({ dataTypeID }, at) => (dataTypeID === internalChar ? [at] : []));
    for (const field of result.fields) if (field.dataTypeID === internalChar) field.dataTypeID = text;
    charColumns.set(result.rows, chars);
    return result;
  };
  const factory = new PrismaPg(Object.assign(pool, { query: relabelled }));
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    connect: async () => {
      const adapter = await factory.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      return Object.assign(adapter, {
        queryRaw: async (asked: SqlQuery): Promise<SqlResultSet> => {
          const result = await queryRaw(asked);
          for (const at of charColumns.get(result.rows) ?? [])
            result.columnTypes[at] = ColumnTypeEnum.Character;
          return result;
        },
      });
    },
  };
}

/** Opens the engine on a database. */
export async function openDrift(url: string): Promise<Drift> {
  await loadEngine();
  const schema = { path: schemaPath, content: readFileSync(schemaPath, 'utf8') };
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => {});
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(pool));
  const engine: SchemaEngine = await glue.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    adapter,
  );
  const targets: Record<'database' | 'empty', DiffTarget> = {
    empty: { tag: 'empty' },
    database: { tag: 'schemaDatasource', files: [schema], configDir: process.cwd() },
  };
  return {
    compare: async (from) => {
      const to: DiffTarget = { tag: 'schemaDatamodel', files: [schema] };
      const diff = await engine.diff({
        from: targets[from],
        to,
        script: true,
        exitCode: null,
        filters: noFilters,
      });
      return diff.stdout ?? '';
    },
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}
