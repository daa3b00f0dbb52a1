/**
 * Prisma's own schema engine, the WebAssembly edition from npm: compares the schema with a live database.
 * For tests only; the service applies migrations itself (src/store/migrate.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { readMigrations } from '../../src/store/migrate.ts';

const noFilters = { externalTables: [], externalEnums: [] };
const schemaFolder = 'prisma';

interface SchemaFile {
  readonly path: string;
  readonly content: string;
}

/** The schema as it lies in several files, one a room. */
const readSchema = (): SchemaFile[] =>
  readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({
      path: join(schemaFolder, name),
      content: readFileSync(join(schemaFolder, name), 'utf8'),
    }));

/** The part of the global `WebAssembly` used here; the compiler knows it only together with the browser's types. */
interface WebAssemblyApi {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

let loaded: Promise<void> | null = null;

async function loadEngine(): Promise<void> {
  const { instantiate } = Reflect.get(globalThis, 'WebAssembly') as WebAssemblyApi;
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm');
  const bytes = readFileSync(file.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
  const { instance } = await instantiate(bytes, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}

export interface Drift {
  /** SQL that would bring `from` to the schema; a comment only when nothing is missing. */
  compare(from: 'database' | 'empty'): Promise<string>;
  /** Applies migrations as `prisma migrate deploy` does; gives their names. */
  applyMigrations(): Promise<readonly string[]>;
  /** Compares the history in the database with the folder. */
  diagnose(): Promise<object>;
  close(): Promise<void>;
}

const lockfile = 'migration_lock.toml';
const migrationsList: MigrationList = {
  baseDir: resolve('prisma/migrations'),
  lockfile: { path: lockfile, content: readFileSync(`prisma/migrations/${lockfile}`, 'utf8') },
  shadowDbInitScript: '',
  migrationDirectories: readMigrations().map(({ name, script }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
  })),
};

type Rows = object;
type RawQuery = (...args: unknown[]) => Promise<pg.QueryResult>;

/**
 * Prisma's adapter, taught what the engine needs of it: PostgreSQL's internal one-byte type "char", which the
 * catalogue uses and the adapter by itself refuses, and whole scripts.
 */
function catalogueAdapter(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const internalChar = 18;
  const text = 25;
  const charColumns = new WeakMap<Rows, readonly number[]>();
  const query: RawQuery = pool.query.bind(pool) as never;
  const relabelled: RawQuery = async (...args) => {
    const result = await query(...args);
    if (Array.isArray(result)) return result;
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
        // The adapter cuts a script at every semicolon, those inside functions included; the native engine does not.
        executeScript: async (script: string): Promise<void> => void (await query(script)),
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
  loaded ??= loadEngine();
  await loaded;
  const files = readSchema();
  const pool = new pg.Pool({ connectionString: url });
  pool.on('error', () => {});
  const adapter = bindMigrationAwareSqlAdapterFactory(catalogueAdapter(pool));
  const engine: SchemaEngine = await glue.SchemaEngine.new(
    { datamodels: files.map(({ path, content }): [string, string] => [path, content]) },
    () => {},
    adapter,
  );
  const targets: Record<'database' | 'empty', DiffTarget> = {
    empty: { tag: 'empty' },
    database: { tag: 'schemaDatasource', files, configDir: process.cwd() },
  };
  return {
    compare: async (from) => {
      const to: DiffTarget = { tag: 'schemaDatamodel', files };
      const diff = await engine.diff({
        from: targets[from],
        to,
        script: true,
        exitCode: null,
        filters: noFilters,
      });
      return diff.stdout ?? '';
    },
    applyMigrations: async () =>
      (await engine.applyMigrations({ migrationsList, filters: noFilters })).appliedMigrationNames,
    diagnose: () =>
      engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: noFilters }),
    close: async () => {
      engine.free();
      await pool.end();
    },
  };
}
