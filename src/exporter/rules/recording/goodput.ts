import { by, ENGINE, MODEL, type Scope } from '../level.ts';
import { limitsOf } from '../limit.ts';
import type { Promised } from '../promises.ts';
import { braces, divided, EVERYTHING, rate, type Selection } from '../promql.ts';
import { recordName, type Operation, type Step } from '../record-name.ts';
import { recorded } from '../recorded.ts';
import type { RecordingRule } from '../rule.ts';
import { attainment } from './attainment.ts';
import { merged } from './merged.ts';
import { OBJECTIVE_MET, objectiveMet } from './objective-met.ts';
import { populations } from './populations.ts';

/**
 * Who was served as promised; mirrors analysis/goodput. Histograms tell how many met each limit; of those that met all k
 * limits, whatever their dependence (Fréchet–Hoeffding),
 *
 *     max(0, ΣGᵢ − (k − 1)·n)  ≤  joint  ≤  min Gᵢ
 *
 * The engines of a model add up.
 */
export const goodput = (scope: Scope, promised: readonly Promised[]): RecordingRule[] =>
  scope.level === MODEL
    ? [...BOUNDS.map((bound) => summed(scope, bound)), ...ratios(scope)]
    : [
        ...merged(promised.flatMap((each) => attainment(scope, each))),
        ...populations(scope),
        ...merged(promised.flatMap((each) => objectiveMet(scope, each))),
        ...merged(promised.flatMap((each) => jointly(scope, each))),
        ...ratios(scope),
      ];

const BOUNDS = ['low', 'high'] as const;
type Bound = (typeof BOUNDS)[number];

const finished = (scope: Scope, selection: Selection = EVERYTHING): string =>
  rate(scope, 'e2eSeconds', { part: 'count', selection });

/** No traffic is no goodput, rather than 0. */
function jointly(scope: Scope, { objective, selection }: Promised): RecordingRule[] {
  const limits = limitsOf(objective);
  if (limits.length === 0) return [];
  const all = finished(scope, selection);
  const counts = (bound: Bound): string[] =>
    limits.map((limit) => selected(scope, OBJECTIVE_MET[limit], bound, selection));
  const surplus = limits.length === 1 ? '' : `\n  - ${limits.length - 1} * ${all}`;
  const low = `clamp_min(\n  ${counts('low').join('\n  + ')}${surplus},\n  0\n)`;
  return [
    recorded(
      scope,
      ['goodputRequestsPerSecond', 'low'],
      `${low}\nand\n${all} > 0`,
      'max(0, ΣGᵢ − (k − 1)·n) of those that met each of k limits;',
    ),
    recorded(
      scope,
      ['goodputRequestsPerSecond', 'high'],
      `(\n  ${smallest(counts('high'))}\n)\nand\n${all} > 0`,
      'min Gᵢ.',
    ),
  ];
}

/** Each chosen where it is the smallest: no sample unless all are there. */
const smallest = (values: readonly string[]): string =>
  values
    .map((value, i) =>
      [value, ...values.flatMap((other, j) => (i === j ? [] : [`${j < i ? '<' : '<='} ${other}`]))].join('\n    '),
    )
    .join('\n  or\n  ');

const selected = (scope: Scope, id: Step, operation: Operation, selection: Selection): string => {
  const each = selection.map((selector) => recordName(scope, id, operation) + braces(selector));
  return each.length === 1 ? each.join('') : `(${each.join(' or ')})`;
};

const perSecond = (scope: Scope, bound: Bound): string => recordName(scope, 'goodputRequestsPerSecond', bound);

const summed = (scope: Scope, bound: Bound): RecordingRule =>
  recorded(
    scope,
    ['goodputRequestsPerSecond', bound],
    `sum ${by(scope.level)} (${perSecond({ ...scope, level: ENGINE }, bound)})`,
  );

/** Of the requests of engines whose goodput is known. */
const ratios = (scope: Scope): RecordingRule[] =>
  BOUNDS.map((bound) => {
    const engine: Scope = { ...scope, level: ENGINE };
    const all =
      scope.level === ENGINE
        ? finished(scope)
        : `sum ${by(scope.level)} (${finished(engine)} and ${perSecond(engine, bound)})`;
    return recorded(
      scope,
      ['goodputRatio', bound],
      divided(perSecond(scope, bound), all),
      bound === 'low' ? 'Share of the finished requests that met every limit, at least and at most.' : undefined,
    );
  });
