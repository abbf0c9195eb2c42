import type { Observation } from '../../../sources/prometheus-api/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';
import { isAnything } from '../reading/selection.ts';

type Window = Observation['windows'][number];

/** Whether a query is about an engine behind this page; its target is the page itself. Throws on a pattern that is none. */
export function matcherOf({ model, engine }: RidgelineQuery): (window: Window) => boolean {
  const [isModel, isEngine] = [like(model), like(engine)];
  return ({ engine: identity }) => isModel(identity.model) && isEngine(identity.engine);
}

function like(pattern: string | undefined): (value: string | null) => boolean {
  if (isAnything(pattern)) return () => true;
  try {
    const whole = new RegExp(`^(?:${pattern})$`);
    return (value) => whole.test(value ?? '');
  } catch {
    throw new Error(`"${pattern}" is not a valid regular expression.`);
  }
}
