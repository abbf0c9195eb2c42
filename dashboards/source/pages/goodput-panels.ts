import { COLOUR } from '../colours.ts';
import type { Place } from '../panels/place.ts';
import { seriesPanel } from '../panels/series-panel.ts';
import { askGoodput, askMeasures } from '../queries.ts';
import type { Page } from '../uids.ts';
import { NO_DATA } from '../words.ts';

export const goodputPanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Requests served as promised',
    words: {
      shows:
        'Goodput: the share of finished requests that met every objective at once, between the bounds that the histograms allow, and the share that met each objective by itself.',
      misleads:
        'Histograms count each latency apart, so which requests missed both is not known: that is the band. An objective on the edge of a bucket (TTFT 0.25, 0.5, 1 s …) makes it narrower. Of finished requests: a growing queue shows late.',
      changes:
        'The objectives at the top, or those in the settings of the data source. TTFT missed: the queue, prompts. TPOT missed: batch and prefills in between.',
    },
    noValue: NO_DATA.objective,
    at,
    target: askGoodput(),
    next,
    unit: 'percentunit',
    colours: {
      goodputRatio: COLOUR.neutral,
      ttftAttainmentRatio: COLOUR.queue,
      tpotAttainmentRatio: COLOUR.decode,
      e2eAttainmentRatio: COLOUR.frontend,
    },
    softMax: 1,
  });

export const goodRatePanel = (at: Place, next: Page) =>
  seriesPanel({
    title: 'Good requests per second, of all finished',
    words: {
      shows:
        'Requests a second that met every objective, with bounds, beside all that finished and all that arrived. What lies between good and finished was work for nobody.',
      misleads: 'A rate of good requests falls with the load, too: look at the share before you call it worse.',
      changes: 'Refusing early (`--max-num-queued-reqs`) keeps it up in an overload; otherwise as for the share.',
    },
    noValue: NO_DATA.objective,
    at,
    target: askMeasures('goodputRequestsPerSecond', 'completionsPerSecond', 'arrivalsPerSecond'),
    next,
    unit: 'reqps',
    colours: {
      goodputRequestsPerSecond: COLOUR.decode,
      completionsPerSecond: COLOUR.neutral,
      arrivalsPerSecond: COLOUR.queue,
    },
    softMax: 1,
  });
