/** Pure: a small bounded memory: the oldest entry leaves when it is full, stale ones are not given. */
export interface Memo<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  /** Gives and forgets. */
  take(key: K): V | undefined;
}

export interface MemoRules {
  readonly entries: number;
  readonly ttlMs: number;
  now(): number;
}

export function createMemo<K, V>({ entries, ttlMs, now }: MemoRules): Memo<K, V> {
  const kept = new Map<K, { readonly value: V; readonly until: number }>();
  const get = (key: K) => {
    const entry = kept.get(key);
    return entry !== undefined && entry.until > now() ? entry.value : undefined;
  };
  return {
    get,
    set(key, value) {
      kept.delete(key);
      kept.set(key, { value, until: now() + ttlMs });
      const oldest = kept.keys().next();
      if (kept.size > entries && !oldest.done) kept.delete(oldest.value);
    },
    take(key) {
      const value = get(key);
      kept.delete(key);
      return value;
    },
  };
}
