/** What our own web server must show so that Zalo accepts its domain for callback and webhook. */

/** The path and body of the verification file for the code Zalo's console gives. */
export const verificationFile = (code: string): { path: string; body: string } => ({
  path: `/zalo_verifier${code}.html`,
  body: `<!DOCTYPE html><html><head>${verificationMeta(code)}</head><body>There Is No Limit To What You Can Accomplish Using Zalo!</body></html>`,
});

/** The meta tag for the home page. */
export const verificationMeta = (code: string): string =>
  `<meta name="zalo-platform-site-verification" content="${code.replace(/[^\w-]/g, '')}" />`;
