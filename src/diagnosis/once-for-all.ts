import type { Analysis } from '../analysis/index.ts';

/**
 * Work on all replicas of a model, done once however many of them are judged: otherwise a fleet costs the square of its size.
 * Kept as long as the list of replicas is.
 */
export function onceForAll<Result>(
  work: (replicas: readonly Analysis[]) => Result,
): (replicas: readonly Analysis[]) => Result {
  const done = new WeakMap<readonly Analysis[], { readonly result: Result }>();
  return (replicas) => {
    const found = done.get(replicas) ?? { result: work(replicas) };
    done.set(replicas, found);
    return found.result;
  };
}
