/** Ids as Zalo makes them: too long for a JavaScript number, and odd, so that a cast always shows. */

export interface Ids {
  /** 18 digits, above 2^53. */
  user(): string;
  userByApp(): string;
  /** 20 hex digits. */
  message(): string;
  attachment(): string;
  /** For codes and tokens: not secret, only unlike each other. */
  token(prefix: string): string;
}

const USER_BASE = 246_845_883_529_000_001n;
const BY_APP_BASE = 552_177_279_717_000_001n;
/** Odd steps twice over keep the ids odd and look unordered. */
const STEP = 7_919_014n;
const HEX_STEP = 0x9e37_79b9_7f4a_7c15n;
const HEX_MASK = (1n << 80n) - 1n;

export function createIds(): Ids {
  let users = 0n;
  let byApp = 0n;
  let hexes = 1n;
  let tokens = 0;
  const hex = (): string => {
    hexes += 1n;
    return ((hexes * HEX_STEP * HEX_STEP) & HEX_MASK).toString(16).padStart(20, '0');
  };
  return {
    user: () => String(USER_BASE + STEP * users++),
    userByApp: () => String(BY_APP_BASE + STEP * byApp++),
    message: hex,
    attachment: () => `att-${hex()}`,
    token: (prefix) => `${prefix}-${(++tokens).toString().padStart(6, '0')}-${hex()}`,
  };
}
