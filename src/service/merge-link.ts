/** Makes one contact of the two sides of a link; repeated by the sweep until it is through. */
import type { Deps } from './deps.ts';

/** Never throws: the link stays agreed to, and the sweep finds it. */
export async function mergeLink(
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  link: string,
): Promise<void> {
  try {
    await store.mergeLink(link, clock.now());
  } catch (error) {
    log.warn({ error, link }, 'accounts not joined yet; the sweep will try again');
  }
}
