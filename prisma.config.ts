/** Settings of the Prisma command line. The running service does not read this file. */
import { defineConfig } from 'prisma/config';

// Generating code runs on WebAssembly only, yet Prisma first looks for its native schema engine and downloads it.
// Naming any existing program keeps `prisma generate` off the network. `prisma migrate` needs the real engine.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url ? { datasource: { url } } : {}),
});
