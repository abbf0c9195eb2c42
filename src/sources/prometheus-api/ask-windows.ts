import { fleetInputs, INPUTS } from '../../analysis/index.ts';
import type { Window } from '../../metrics/window/index.ts';
import { annotation, type Annotation } from '../../quantities/index.ts';
import type { SourceFailure } from '../source.ts';
import { visible } from '../visible.ts';
import type { Series } from './decode.ts';
import { downTargets } from './down-targets.ts';
import { createFactTable } from './fact-table.ts';
import { identityOf } from './grouping.ts';
import { lastSeconds, type Instants } from './instants.ts';
import type { PromQl } from './promql.ts';
import type { RangeRequest } from './request.ts';
import { askVersions } from './versions.ts';
import { windowOf } from './window-of.ts';
import { targetMatchers } from './target-matchers.ts';
import { windowQueries } from './window-queries.ts';

export interface WindowsRequest extends RangeRequest {
  readonly instants: Instants;
  /** How far each window reaches back from its instant. */
  readonly windowSeconds: number;
  /** Of the job that is scraped least often. */
  readonly intervalSeconds: number;
  readonly annotations?: readonly Annotation[];
}

/** The engines at one instant, and the targets that could not be scraped in the whole window before it. */
export interface WindowsAt {
  readonly atSeconds: number;
  readonly windows: readonly Window[];
  readonly errors: readonly SourceFailure[];
}

/** All buckets of more engines than this take a server longer than somebody who looks at a fleet wants to wait. */
const LARGE_FLEET = 200;

/** One window per engine and instant, from one query per number. */
export async function askWindows(server: PromQl, request: WindowsRequest): Promise<WindowsAt[]> {
  const { discovery, matchers, promised, instants, windowSeconds, intervalSeconds, signal, onProgress } = request;
  const { engines, grouping, names } = discovery;
  const valuesOf = (label: string) => [...new Set(engines.map((labels) => labels[label] ?? ''))].sort();
  const isLarge = engines.length > LARGE_FLEET;
  const ofTargets = targetMatchers(matchers, valuesOf);
  const inputs = request.inputs ?? (isLarge ? fleetInputs(promised) : INPUTS);
  const queries = windowQueries({ ...request, ...ofTargets, inputs, names, grouping, isSeries: instants.count > 1 });
  const table = createFactTable(engines, grouping, instants);
  const warnings = new Set(discovery.warnings);
  let scrapedInVain: readonly Series[] = [];
  let answered = 0;
  const expressions = queries.map(({ expression }) => expression);
  await server.queryAll({ expressions, instants, signal }, (answer, number) => {
    const role = queries[number]?.role;
    if (role?.kind === 'scrapedInVain') scrapedInVain = answer.data;
    else if (role) table.add(role, answer.data);
    for (const warning of answer.warnings) warnings.add(warning);
    onProgress?.(`${++answered} of ${queries.length} queries answered, ${engines.length} engines`);
  });
  const versions = await askVersions(server, { ...request, atSeconds: lastSeconds(instants) });
  const annotations = [
    ...(request.annotations ?? []),
    ...(isLarge ? [annotation('buckets-not-read')] : []),
    ...[...warnings].map((warning) => annotation('partial-answer', `the server says: ${visible(warning, 200)}`)),
  ];

  const frames = engines.map((labels) => ({
    engine: identityOf(labels, grouping),
    intervalSeconds: discovery.intervalSeconds.get(labels['job'] ?? '') ?? intervalSeconds,
    version: versions(labels),
    unrecognised: engines.length === 1 ? discovery.unrecognised : [],
    annotations,
  }));
  const down = downTargets(scrapedInVain, discovery);
  return Array.from({ length: instants.count }, (_, instant) => {
    const endAtSeconds = instants.firstSeconds + instant * instants.stepSeconds;
    const startAtSeconds = endAtSeconds - windowSeconds;
    const windows = frames.flatMap((frame, number) => {
      const facts = table.factsOf(number)[instant];
      return facts && facts.samples > 0
        ? [windowOf(facts, table.entries, { ...frame, startAtSeconds, endAtSeconds })]
        : [];
    });
    return { atSeconds: endAtSeconds, windows, errors: down(endAtSeconds) };
  });
}
