import { expect, test } from 'vitest';
import { analysisOf, foldOf } from '../build-page.ts';
import { knownOf, only, recording, truthOf } from './load.ts';

const jointTruth = (name: string) => {
  const { objectives, runs } = truthOf(name);
  const { slo_met: met, requests } = only(runs);
  return { objectives, met, requests, joint: met.joint_all / requests };
};

// Truth: the client's own count of requests that met all three objectives.
test.each(['a_steady', 'b_overload'])('M27: joint goodput of %s is an interval that holds the truth', async (name) => {
  const { objectives, joint } = jointTruth(name);
  const objective = { match: {}, ...objectives };
  const goodput = knownOf(analysisOf(only(foldOf(await recording(name))), { objective }), 'goodputRatio');
  expect(goodput.low).toBeLessThanOrEqual(joint);
  expect(goodput.high).toBeGreaterThanOrEqual(joint);
  expect(goodput.low).toBeLessThanOrEqual(goodput.value);
  expect(goodput.high).toBeGreaterThanOrEqual(goodput.value);
  expect(goodput.high).toBeLessThan(1);
});

test('M27: the product of the shares is far from the joint one', () => {
  const { met, requests, joint } = jointTruth('b_overload');
  const naive = (met.ttft / requests) * (met.tpot / requests) * (met.e2e / requests);
  expect(joint / naive).toBeGreaterThan(50);
});
