import { expect, it } from 'vitest';
import { createErrorLog } from '../../src/exporter/error-log.ts';

function logged() {
  const lines: string[] = [];
  const log = createErrorLog((line) => lines.push(line));
  return { log, said: () => lines.splice(0) };
}

const failure = (target: string, code: string, message = `${target} ${code}`) => ({ target, code, message });

it('says what fails once, what changes, and what is over', () => {
  const { log, said } = logged();
  log.targets([failure('a', 'timeout'), failure('b', 'unreachable')]);
  expect(said()).toEqual(['a timeout', 'b unreachable']);
  log.targets([failure('a', 'timeout', 'a timeout, again'), failure('b', 'unreachable')]);
  expect(said()).toEqual([]);
  log.targets([failure('a', 'unauthorised'), failure('b', 'unreachable')]);
  expect(said()).toEqual(['a unauthorised']);
  log.targets([failure('b', 'unreachable')]);
  expect(said()).toEqual(['a answers again.']);
  log.targets([failure('a', 'timeout'), failure('b', 'unreachable')]);
  expect(said()).toEqual(['a timeout']);
});

it('says what kept a report from being made once, until one was made', () => {
  const { log, said } = logged();
  log.cycle('broken');
  log.cycle('broken');
  log.cycle('otherwise broken');
  log.cycle(undefined);
  log.cycle('otherwise broken');
  expect(said()).toEqual(['broken', 'otherwise broken', 'otherwise broken']);
});

it('lets nobody else write to the terminal', () => {
  const { log, said } = logged();
  log.targets([failure('a', 'not-metrics', 'a: "\u001b[2Jgone\nfake line"')]);
  expect(said()).toEqual(['a: "\uFFFD[2Jgone\uFFFDfake line"']);
});
