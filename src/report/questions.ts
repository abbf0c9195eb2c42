import { ROOFLINE_MEASURES, type MeasureId } from '../analysis/index.ts';
import type { EngineReport } from './schema.ts';

/** What an operator asks, and the measures that answer it. */
export interface Question {
  readonly title: string;
  readonly measures: readonly MeasureId[];
}

const TIME: Question = {
  title: 'Where the time goes',
  measures: [
    'queueSeconds',
    'prefillSeconds',
    'decodeSeconds',
    'frontendSeconds',
    'e2eSeconds',
    'ttftSeconds',
    'ttftSecondsP95',
    'tpotSeconds',
    'tpotSecondsP95',
    'itlSeconds',
    'itlSecondsP95',
    'e2eSecondsP95',
    'requeueSeconds',
  ],
};

const BUSY: Question = {
  title: 'How busy',
  measures: [
    'arrivalsPerSecond',
    'firstTokensPerSecond',
    'completionsPerSecond',
    'requestsInSystem',
    'requestsWaiting',
    'requestsRunning',
    'littleSystemRequests',
    'littleQueuedRequests',
    'littleDecodingRequests',
    'littleResidualRatio',
    'waitForecastSeconds',
    'promptTokensPerSecond',
    'computedPromptTokensPerSecond',
    'generationTokensPerSecond',
  ],
};

const SERVED: Question = {
  title: 'Are users served',
  measures: [
    'goodputRatio',
    'goodputRequestsPerSecond',
    'ttftAttainmentRatio',
    'tpotAttainmentRatio',
    'e2eAttainmentRatio',
  ],
};

export const LIMITS: Question = {
  title: 'What limits it',
  measures: [
    'sequenceCap',
    'requestsRunningMax',
    'kvCacheUsageRatio',
    'kvCacheUsageRatioMax',
    'kvCacheCapacityTokens',
    'residentTokensPerRequest',
    'preemptionsPerSecond',
    'prefixCacheHitRatio',
    'tokensPerStep',
    'stepSeconds',
    'stepsPerSecond',
    'busyRatio',
  ],
};

export const HARDWARE: Question = { title: 'How close to the hardware', measures: ROOFLINE_MEASURES };

/** In the order in which they are asked; of the hardware only where it is known. */
export const questionsOf = ({ roofline }: Pick<EngineReport, 'roofline'>): readonly Question[] =>
  roofline ? [TIME, BUSY, SERVED, HARDWARE, LIMITS] : [TIME, BUSY, SERVED, LIMITS];
