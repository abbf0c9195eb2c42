import { expect, it } from 'vitest';
import { analyze, lawsOf, measureOf, MEASURES } from '../../src/analysis/index.ts';
import { OBJECTIVE } from '../accuracy/measure.ts';
import { scrapesOf, windowsOf } from '../contracts/scrapes.ts';
import { RECORDINGS } from '../accuracy/truth.ts';

it.each(RECORDINGS)('a measure of %s asked for alone is what all laws together say', (name) => {
  const settings = { deployment: undefined, objective: OBJECTIVE };
  for (const window of windowsOf(scrapesOf(name, 0, 60))) {
    const { measures } = analyze(window, settings);
    for (const id of MEASURES.keys()) expect(measureOf(lawsOf(window, settings), id)).toEqual(measures[id]);
  }
});
