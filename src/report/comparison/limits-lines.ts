import { formatInterval, formatMeasured, formatQuantity } from '../../quantities/index.ts';
import { engineName } from '../text/title.ts';
import type { EnginesReport } from './comparison-schema.ts';

type SideReport = EnginesReport['sides']['a'];

const MOST_ENGINES = 5;

/** What limited the engines of each side, what is found on one side alone, and whether users were served. */
export function limitsLines({ sides, findings }: EnginesReport): string[] {
  return [
    ...wasAndIs(sides),
    ...sideLines('A', sides.a),
    ...sideLines('B', sides.b),
    ...findings.isNew.map(({ id, message, engines }) => `new in B   ${id}${on(engines)}: ${message}`),
    ...findings.isGone.map(({ id, message, engines }) => `gone in B  ${id}${on(engines)}: ${message}`),
    ...goodputLine(sides),
  ];
}

/** Of one engine on each side. */
function wasAndIs({ a, b }: EnginesReport['sides']): string[] {
  const [was, is] = [a.limitedBy, b.limitedBy].map((all) => (all.length === 1 ? all[0]?.verdict.boundBy : undefined));
  if (was === undefined || is === undefined) return [];
  return [was === is ? `limited by ${is}, as before` : `was limited by ${was}, now by ${is}`];
}

const on = (engines: number): string => (engines > 1 ? ` on ${engines} engines` : '');

function sideLines(name: string, { limitedBy }: SideReport): string[] {
  const [only, ...others] = limitedBy;
  if (only && others.length === 0) return [`${name}  ${only.verdict.summary}`];
  const more = limitedBy.length - MOST_ENGINES;
  return [
    ...limitedBy
      .slice(0, MOST_ENGINES)
      .map((each) => `${name}  ${engineName(each).join(' · ')}: limited by ${each.verdict.boundBy}`),
    ...(more > 0 ? [`${name}  and ${more} more engines`] : []),
  ];
}

function goodputLine({ a, b }: EnginesReport['sides']): string[] {
  if (!a.goodputRatio.known && !b.goodputRatio.known) return [];
  const inWords = (goodput: SideReport['goodputRatio']): string =>
    goodput.known
      ? `${formatQuantity(goodput.value, 'ratio')} (${formatInterval(goodput) ?? 'exact'})`
      : formatMeasured(goodput);
  return [`goodput    ${inWords(a.goodputRatio)} → ${inWords(b.goodputRatio)} of requests, whatever the load`];
}
