/** The three servers of the Zalo Official Account platform and where they live. */

export type ZaloHost = 'oauth' | 'openapi' | 'business';
export type ZaloRoots = Readonly<Record<ZaloHost, string>>;

/** Zalo documents no sandbox, so every root can be replaced in the options. */
export const ZALO_ROOTS: ZaloRoots = {
  oauth: 'https://oauth.zaloapp.com',
  openapi: 'https://openapi.zalo.me',
  business: 'https://business.openapi.zalo.me',
};

/**
 * Completes roots with the official ones and strips trailing slashes.
 * @throws TypeError when a root is not an absolute URL
 */
export function completeRoots(roots: Partial<ZaloRoots> = {}): ZaloRoots {
  const all = { ...ZALO_ROOTS, ...roots };
  return {
    oauth: tidyRoot(all.oauth),
    openapi: tidyRoot(all.openapi),
    business: tidyRoot(all.business),
  };
}

function tidyRoot(root: string): string {
  if (!URL.canParse(root)) throw new TypeError(`Zalo root is not an absolute URL: ${root}`);
  return root.replace(/\/+$/, '');
}
