import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analyze, lawsOf, measureOf, MEASURES } from '../../src/analysis/index.ts';
import { OBJECTIVE } from '../accuracy/measure.ts';
import { scrapesOf, windowsOf } from '../contracts/scrapes.ts';

const RECORDINGS = readdirSync('test/fixtures/recordings')
  .filter((file) => file.endsWith('.jsonl.gz'))
  .map((file) => file.replace('.jsonl.gz', ''));

it.each(RECORDINGS)('a measure of %s asked for alone is what all laws together say', (name) => {
  const settings = { deployment: undefined, objective: OBJECTIVE };
  for (const window of windowsOf(scrapesOf(name, 0, 60))) {
    const { measures } = analyze(window, settings);
    for (const id of MEASURES.keys()) expect(measureOf(lawsOf(window, settings), id)).toEqual(measures[id]);
  }
});
