import { formatQuantity } from '../../quantities/index.ts';
import { hardwareLimits } from '../hardware-limits.ts';
import { bindingOf, limitsOf } from '../limits.ts';
import type { EngineReport } from '../schema.ts';
import { bar } from '../text/bar.ts';
import { bare } from '../what-is-unknown.ts';
import { table } from './table.ts';

const BAR_CELLS = 16;

/** Every limit as a share used, the one that binds marked. */
export function limitsSection(engine: EngineReport): string[] {
  const limits = [...limitsOf(engine), ...hardwareLimits(engine)];
  const binding = bindingOf(limits, engine);
  return [
    ...table([
      ['limit', 'used', '', 'in numbers'],
      ...limits.map((limit) => [
        `${limit.name}${limit === binding ? ' ◀ binds' : ''}`,
        limit.usedRatio === undefined ? '' : bar(limit.usedRatio, BAR_CELLS).trimEnd(),
        limit.usedRatio === undefined ? 'unknown' : formatQuantity(limit.usedRatio, 'ratio'),
        bare(limit.text),
      ]),
    ]),
    '',
  ];
}
