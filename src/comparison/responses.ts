import type { MeasureId } from '../analysis/index.ts';
import type { Amount } from './compared-step.ts';
import type { CovariateId } from './load.ts';

/** A measure of how the system did, what decides it beside the system, and what it is a mean over. */
export interface Response {
  readonly id: MeasureId;
  /** The engine at work; or what users see of it, which a queue is part of. */
  readonly about: 'service' | 'users';
  /** The most telling first: it gets a curve, and without it nothing is said. Others may be unknown. */
  readonly covariates: readonly [CovariateId, ...CovariateId[]];
  readonly over: Amount;
  /** A choice: a mean of fewer says more of them than of the system. */
  readonly fewest: number;
  /** Of something larger, so that it does not matter while it is small against that. */
  readonly partOf?: MeasureId;
  /** Seen when a request finishes, so that it belongs to the load of the time before. */
  readonly isSeenAtEnd?: true;
}

const REQUESTS = 5;
const TOKENS = 50;

/** What users ask for. Not what is running or waiting: a slower system has more of both, and would be excused by it. */
const DEMAND = ['arrivalsPerSecond', 'computedPromptTokensPerRequest', 'generationTokensPerRequest'] as const;

/**
 * A step takes longer with more requests, more of prompts and more tokens to read in it, so it is held against these: how full
 * it was is no excuse for how long a step of that size took. Prompts take by their length, and by the steps they share. The
 * front end works for each request. Users' times are held against what users ask for.
 */
export const RESPONSES: readonly Response[] = [
  {
    id: 'itlSeconds',
    about: 'service',
    covariates: ['decodeRequestsPerStep', 'promptTokensPerStep', 'residentTokens'],
    over: 'decodedTokens',
    fewest: TOKENS,
  },
  {
    id: 'prefillSeconds',
    about: 'service',
    covariates: ['computedPromptTokensPerRequest', 'decodeRequestsPerStep'],
    over: 'finished',
    fewest: REQUESTS,
    partOf: 'ttftSeconds',
    isSeenAtEnd: true,
  },
  {
    id: 'frontendSeconds',
    about: 'service',
    covariates: ['arrivalsPerSecond'],
    over: 'finished',
    fewest: REQUESTS,
    partOf: 'ttftSeconds',
    isSeenAtEnd: true,
  },
  {
    id: 'queueSeconds',
    about: 'users',
    covariates: DEMAND,
    over: 'finished',
    fewest: REQUESTS,
    partOf: 'ttftSeconds',
    isSeenAtEnd: true,
  },
  { id: 'ttftSeconds', about: 'users', covariates: DEMAND, over: 'firstTokens', fewest: REQUESTS },
  { id: 'tpotSeconds', about: 'users', covariates: DEMAND, over: 'finished', fewest: REQUESTS, isSeenAtEnd: true },
  { id: 'e2eSeconds', about: 'users', covariates: DEMAND, over: 'finished', fewest: REQUESTS, isSeenAtEnd: true },
];
