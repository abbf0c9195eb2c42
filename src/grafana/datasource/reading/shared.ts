/** Answers that several may want at about the same time. */
export interface Shared<Answer, Part = never> {
  /**
   * The answer for this key with at least these parts. Who asks within a moment of each other is answered by one `make` with
   * the parts of all; who asks later, by what is on the way or kept. What nobody waits for any more is aborted.
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
  /** After it came. */
  readonly keptSeconds: number;
}

/** Answers are large: of those that nobody waits for, the oldest go when there are more. */
const MOST_KEPT = 24;

interface Entry<Answer, Part> {
  readonly key: string;
  readonly parts: Set<Part>;
  readonly abort: AbortController;
  readonly answer: Promise<Answer>;
  waiting: number;
  /** From when on no part can be added. */
  started: boolean;
  cameAtMilliseconds: number | undefined;
}

export function shared<Answer, Part = never>({
  togetherMilliseconds,
  keptSeconds,
}: SharedOptions): Shared<Answer, Part> {
  type Own = Entry<Answer, Part>;
  let entries: Own[] = [];

  const isFresh = ({ cameAtMilliseconds: came }: Own): boolean =>
    came === undefined || performance.now() - came < keptSeconds * 1e3;

  const usable = (entry: Own, key: string, parts: readonly Part[]): boolean =>
    entry.key === key &&
    !entry.abort.signal.aborted &&
    isFresh(entry) &&
    (!entry.started || parts.every((part) => entry.parts.has(part)));

  const forget = (entry: Own): void => {
    entries = entries.filter((other) => other !== entry);
  };

  /** What came too long ago, and the oldest of too many. */
  const tidy = (): void => {
    const kept = entries.filter(isFresh);
    const idle = kept.filter(({ waiting, cameAtMilliseconds }) => waiting === 0 && cameAtMilliseconds !== undefined);
    const tooMany = new Set(idle.slice(0, Math.max(0, idle.length - MOST_KEPT)));
    entries = kept.filter((entry) => !tooMany.has(entry));
  };

  const begin = (key: string, parts: readonly Part[], make: Parameters<Shared<Answer, Part>['get']>[3]): Own => {
    tidy();
    const abort = new AbortController();
    const own = new Set(parts);
    const entry: Own = {
      key,
      parts: own,
      abort,
      answer: pause(togetherMilliseconds).then(() => {
        entry.started = true;
        abort.signal.throwIfAborted();
        return make([...own], abort.signal);
      }),
      waiting: 0,
      started: false,
      cameAtMilliseconds: undefined,
    };
    entry.answer.then(
      () => (entry.cameAtMilliseconds = performance.now()),
      () => {
        forget(entry);
      },
    );
    entries.push(entry);
    return entry;
  };

  return {
    async get(key, parts, signal, make) {
      signal.throwIfAborted();
      const entry = entries.find((each) => usable(each, key, parts)) ?? begin(key, parts, make);
      if (!entry.started) for (const part of parts) entry.parts.add(part);
      entry.waiting++;
      try {
        return await orAborted(entry.answer, signal);
      } finally {
        entry.waiting--;
        if (entry.waiting === 0 && entry.cameAtMilliseconds === undefined) {
          entry.abort.abort();
          forget(entry);
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
