import { isUnresolved } from '../../../roofline/index.ts';
import type { Deployment } from '../../../settings/index.ts';
import { countOf, type Edits } from './fields.ts';
import type { Load } from './load.ts';
import { planOf, requestsOf, type Plan } from './plan.ts';
import { deploymentWith, isSameEngine, sentenceFor } from './what-if.ts';

/** What there is, and what is to be tried instead. */
export interface Asked {
  readonly model: string | null;
  readonly deployment: Deployment | undefined;
  readonly measured: Load;
  readonly replicas: number;
  /** Declared, or as the metrics show it. */
  readonly maxNumSeqs: number | undefined;
  readonly load: Load;
  readonly edits: Edits;
  readonly replicasThen: number;
  /** As the engine says. */
  readonly kvCacheTokens: number | undefined;
}

export interface Plans {
  /** What has to be known first, in sentences. */
  readonly problems: readonly string[];
  readonly now?: Plan;
  readonly then?: Plan;
}

const noLengths = ({ promptTokens, outputTokens }: Load): string => {
  const isMeasured = promptTokens !== undefined || outputTokens !== undefined;
  return `How long prompts and outputs are is not known${isMeasured ? '' : ', because no request finished in this time range'}: type both.`;
};

export function plansOf(asked: Asked): Plans {
  const { model, deployment, measured, load, edits, maxNumSeqs, replicasThen, kvCacheTokens } = asked;
  const requests = requestsOf(load);
  const whatIf = {
    ...edits,
    tensor: countOf(edits.tensor),
    pipeline: countOf(edits.pipeline),
    maxNumSeqs: countOf(edits.maxNumSeqs) ?? maxNumSeqs,
  };
  const resolved = deploymentWith(deployment, model, whatIf);
  const problems = [
    ...(requests ? [] : [noLengths(measured)]),
    ...(isUnresolved(resolved) ? resolved.problems.map(sentenceFor) : []),
  ];
  if (!requests || isUnresolved(resolved)) return { problems };
  const now = planNow(asked);
  return {
    problems,
    then: planOf(requests, load, {
      resolved,
      replicas: replicasThen,
      kvCacheTokens: isSameEngine(whatIf, deployment, model) ? kvCacheTokens : undefined,
    }),
    ...(now && { now }),
  };
}

function planNow({ model, deployment, measured, maxNumSeqs, replicas, kvCacheTokens }: Asked): Plan | undefined {
  const [requests, resolved] = [requestsOf(measured), deploymentWith(deployment, model, { maxNumSeqs })];
  return requests && !isUnresolved(resolved)
    ? planOf(requests, measured, { resolved, replicas, kvCacheTokens })
    : undefined;
}
