import { TINY_ON_CPU } from '../analysis/roofline/tiny-deployment.ts';

/** What the operator of the recorded engines would declare, as in ridgeline.yaml. */
export const DECLARED_SETTINGS = {
  deployments: [TINY_ON_CPU],
  objectives: [{ ttftSeconds: 0.3, tpotSeconds: 0.03, e2eSeconds: 4 }],
};
