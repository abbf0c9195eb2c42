import fc from 'fast-check';
import { expect, it } from 'vitest';
import { promises } from '../../../src/exporter/rules/promises.ts';
import { matchSettings, NO_SETTINGS, type Objective } from '../../../src/settings/index.ts';

const objective = (match: Objective['match'], ttftSeconds = 1): Objective => ({ match, ttftSeconds });

it('selects by model and by instance', () => {
  expect(promises([objective({ model: 'a', target: 'x' })]).map(({ selection }) => selection)).toEqual([
    [['model_name=~"a"', 'instance=~"x"']],
  ]);
});

it('a later objective holds for what no earlier one matches: not both is two disjoint selectors', () => {
  const [, second] = promises([objective({ model: 'a', target: 'x' }), objective({ model: 'a|b' })]);
  expect(second?.selection).toEqual([
    ['model_name!~"a"', 'model_name=~"a|b"'],
    ['model_name=~"a"', 'instance!~"x"', 'model_name=~"a|b"'],
  ]);
});

it('after one that matches everything nothing is left', () => {
  expect(promises([objective({ model: '.*' }), objective({ model: 'a' })])).toHaveLength(1);
  expect(promises([objective({}), objective({ model: 'a' })])).toHaveLength(1);
});

it('patterns are escaped for PromQL', () => {
  expect(promises([objective({ model: 'a\\.b"c' })])[0]?.selection).toEqual([['model_name=~"a\\\\.b\\"c"']]);
});

/** Whether labels match a selector, as Prometheus does it. */
const holds = (selector: readonly string[], labels: Readonly<Record<string, string>>): boolean =>
  selector.every((matcher) => {
    const [, label = '', operator, pattern = ''] = /^(\w+)(=~|!~)(".*")$/.exec(matcher) ?? [];
    return new RegExp(`^(?:${JSON.parse(pattern) as string})$`).test(labels[label] ?? '') === (operator === '=~');
  });

it('every engine has exactly the objective that ridgeline.yaml gives it, selected once', () => {
  const pattern = fc.constantFrom(undefined, '.*', 'a', 'b', 'a|b', '[^c]');
  const match = fc
    .record({ model: pattern, target: pattern })
    .map(({ model, target }): Objective['match'] => ({ ...(model && { model }), ...(target && { target }) }));
  fc.assert(
    fc.property(
      fc.array(match, { maxLength: 4 }),
      fc.constantFrom('a', 'b', 'c'),
      fc.constantFrom('a', 'b', 'c'),
      (matches, model, target) => {
        const objectives = matches.map((each, i) => objective(each, i + 1));
        const wanted = matchSettings({ ...NO_SETTINGS, objectives }, { model, target }).objective;
        const labels = { model_name: model, instance: target };
        const found = promises(objectives).flatMap((each) =>
          each.selection.filter((selector) => holds(selector, labels)).map(() => each.objective),
        );
        expect(found).toEqual(wanted ? [wanted] : []);
      },
    ),
  );
});
