/** A value that must not be read by chance: printing, logging and JSON show `***`. */
export interface Secret {
  /** The value itself; call it only where it is handed to a library. */
  reveal(): string;
  toString(): string;
  toJSON(): string;
}

const mask = '***';

/** Wraps a value; only `reveal` gives it back. */
export function createSecret(value: string): Secret {
  const secret = {
    reveal: () => value,
    toString: () => mask,
    toJSON: () => mask,
    [Symbol.for('nodejs.util.inspect.custom')]: () => mask,
  };
  return Object.freeze(secret);
}
