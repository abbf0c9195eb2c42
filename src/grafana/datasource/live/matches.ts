import type { Observation } from '../../../sources/prometheus-api/index.ts';
import type { RidgelineQuery } from '../../query/index.ts';
import type { QueryContext } from '../reading/ask-query.ts';

type Window = Observation['windows'][number];

/** Whether a query is about an engine behind this page; its target is the page itself. */
export function matcherOf(
  { model, engine }: RidgelineQuery,
  { interpolate, scopedVars }: QueryContext,
): (window: Window) => boolean {
  const like = (text: string | undefined): ((value: string | null) => boolean) => {
    const pattern = interpolate(text ?? '', scopedVars, 'regex').trim();
    if (pattern === '') return () => true;
    try {
      const whole = new RegExp(`^(?:${pattern})$`);
      return (value) => whole.test(value ?? '');
    } catch {
      throw new Error(`"${pattern}" is not a valid regular expression.`);
    }
  };
  const [isModel, isEngine] = [like(model), like(engine)];
  return ({ engine: identity }) => isModel(identity.model) && isEngine(identity.engine);
}
