/** Answers that several may want at about the same time. */
export interface Shared<Answer, Part = never> {
  /**
   * The answer for this key with at least these parts. Who asks within a moment of each other is answered by one `make` with
   * the parts of all; who asks later, by what is kept. What nobody waits for any more is aborted.
   */
  get(
    key: string,
    parts: readonly Part[],
    signal: AbortSignal,
    make: (parts: readonly Part[], signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer>;
}

export interface SharedOptions {
  readonly togetherMilliseconds: number;
  readonly keptSeconds: number;
}

/** Answers are large: the oldest go when there are more. */
const MOST_KEPT = 24;

interface Entry<Answer, Part> {
  readonly parts: Set<Part>;
  readonly abort: AbortController;
  readonly answer: Promise<Answer>;
  waiting: number;
  /** From when on no part can be added. */
  started: boolean;
  done: boolean;
  readonly madeAt: number;
}

export function shared<Answer, Part = never>({
  togetherMilliseconds,
  keptSeconds,
}: SharedOptions): Shared<Answer, Part> {
  const entries = new Map<string, Entry<Answer, Part>[]>();

  const begin = (key: string, parts: readonly Part[], make: Parameters<Shared<Answer, Part>['get']>[3]) => {
    const abort = new AbortController();
    const own = new Set(parts);
    const entry: Entry<Answer, Part> = {
      parts: own,
      abort,
      answer: pause(togetherMilliseconds).then(() => {
        entry.started = true;
        abort.signal.throwIfAborted();
        return make([...own], abort.signal);
      }),
      waiting: 0,
      started: false,
      done: false,
      madeAt: performance.now(),
    };
    entry.answer.then(
      () => (entry.done = true),
      () => {
        forget(key, entry);
      },
    );
    entries.set(key, [...(entries.get(key) ?? []), entry]);
    limit(entries);
    return entry;
  };

  const forget = (key: string, entry: Entry<Answer, Part>): void => {
    const left = (entries.get(key) ?? []).filter((other) => other !== entry);
    if (left.length > 0) entries.set(key, left);
    else entries.delete(key);
  };

  const usable = (entry: Entry<Answer, Part>, parts: readonly Part[]): boolean =>
    !entry.abort.signal.aborted &&
    performance.now() - entry.madeAt < keptSeconds * 1000 &&
    (!entry.started || parts.every((part) => entry.parts.has(part)));

  return {
    async get(key, parts, signal, make) {
      signal.throwIfAborted();
      const entry = (entries.get(key) ?? []).find((each) => usable(each, parts)) ?? begin(key, parts, make);
      if (!entry.started) for (const part of parts) entry.parts.add(part);
      entry.waiting++;
      try {
        return await orAborted(entry.answer, signal);
      } finally {
        entry.waiting--;
        if (entry.waiting === 0 && !entry.done) {
          entry.abort.abort();
          forget(key, entry);
        }
      }
    },
  };
}

const pause = (milliseconds: number): Promise<void> =>
  milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One who gives up does not take the answer from the others. */
const orAborted = <Answer>(answer: Promise<Answer>, signal: AbortSignal): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const gaveUp = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', gaveUp, { once: true });
    answer.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', gaveUp);
    });
  });

function limit(entries: Map<string, unknown[]>): void {
  for (const key of entries.keys()) {
    if (entries.size <= MOST_KEPT) return;
    entries.delete(key);
  }
}
