/** What is wrong with something that must not load, as its reader is told. */
import { ConfigError } from '../../src/core/error.ts';

/** All faults listed at once, paths told from these folders on; none when it loads. Other errors are thrown. */
export function faultsOf(work: () => unknown, ...folders: readonly string[]): readonly string[] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.faults.map((fault) =>
      folders.reduce((told, folder) => told.replaceAll(`${folder}/`, ''), fault),
    );
  }
  return [];
}
