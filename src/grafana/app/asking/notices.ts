import type { DataFrame } from '@grafana/data';

/**
 * What the data source says of its answers, the grave first, each sentence once: "b, f: known only at the instants of the
 * scrapes" where it says so of several engines.
 */
export function noticesOf(frames: readonly DataFrame[], targets: readonly string[] = []): string[] {
  const notices = frames.flatMap(({ meta }) => meta?.notices ?? []);
  const ordered = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    notices.filter((notice) => notice.severity === severity),
  );
  const about = new Map<string, Set<string>>();
  for (const { text } of ordered) {
    const target = targets.find((each) => text.startsWith(`${each}: `));
    const sentence = target === undefined ? text : text.slice(target.length + 2);
    const named = about.get(sentence) ?? new Set();
    if (target !== undefined) named.add(target);
    about.set(sentence, named);
  }
  const isRest = ([sentence]: readonly [string, unknown]): boolean => /^and \d+ more$/.test(sentence);
  const sentences = [...about].filter((each) => !isRest(each)).map(([sentence, named]) => said(sentence, [...named]));
  return [...sentences, ...([...about].some(isRest) ? ['and more, of single engines'] : [])];
}

const said = (sentence: string, named: readonly string[]): string =>
  named.length === 0
    ? sentence
    : named.length > 3
      ? `${named.length} engines: ${sentence}`
      : `${named.join(', ')}: ${sentence}`;
