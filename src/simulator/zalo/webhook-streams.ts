/** Work in order within a stream, streams beside each other. */

export interface Streams {
  run(stream: string, work: () => Promise<void>): Promise<void>;
  /** Starts the work after this turn of the event loop, hence after a reply just written. */
  later(work: () => Promise<void>): void;
  /** Resolves when no stream has work. */
  idle(): Promise<void>;
}

export function createStreams(): Streams {
  const last = new Map<string, Promise<void>>();
  let postponed = 0;
  const run: Streams['run'] = (stream, work) => {
    const done = (last.get(stream) ?? Promise.resolve()).then(work).finally(() => {
      if (last.get(stream) === done) last.delete(stream);
    });
    last.set(stream, done);
    return done;
  };
  return {
    run,
    later(work) {
      postponed += 1;
      const turn = new Promise<void>((resolve) => setImmediate(resolve));
      void run(`later ${postponed}`, () => turn.then(work));
    },
    async idle() {
      while (last.size > 0) await Promise.all(last.values());
    },
  };
}
