import type { Subject } from './rule.ts';

/** Without which the measured step cannot be held against the cost model; empty where all is there. */
export function missingForStep({ analysis, others }: Pick<Subject, 'analysis' | 'others'>): string[] {
  const { roofline } = analysis;
  const hidesDrafts = others.acceptedTokensPerDraft.known && !others.draftAcceptanceRatio.known;
  return [
    ...(roofline ? [] : ['deployments[].hardware.gpu in ridgeline.yaml']),
    // Otherwise steps seem to be of one token for each request.
    ...(hidesDrafts ? ['the counter of draft tokens'] : []),
    ...(roofline?.culprit === undefined ? [] : [`settings that can be true: ${roofline.culprit}`]),
  ];
}
