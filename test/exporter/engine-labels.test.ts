import { expect, it } from 'vitest';
import { labellingOf } from '../../src/exporter/engine-labels.ts';
import { engineWith } from './engine.ts';

const labelsOf = (...engines: Parameters<typeof engineWith>[0][]) => {
  const made = engines.map(engineWith);
  const labelling = labellingOf(made);
  return made.map((engine) => labelling.of(engine));
};

it('are target, engine and the name vLLM has for the model', () => {
  expect(labelsOf({ target: 'http://gpu-1/metrics', engine: '1', model: 'llama' })).toEqual([
    { target: 'http://gpu-1/metrics', engine: '1', model_name: 'llama' },
  ]);
});

it('leave out what the engine does not have', () => {
  expect(labelsOf({ engine: null, model: null })).toEqual([{ target: 't' }]);
});

it('carry whatever else tells engines apart', () => {
  expect(labelsOf({ labels: { ReplicaId: 'a' } }, {})).toEqual([
    { target: 't', engine: '0', model_name: 'm', ReplicaId: 'a' },
    { target: 't', engine: '0', model_name: 'm' },
  ]);
});

it.each([
  ['k8s.pod/name', 'k8s_pod_name'],
  ['0zone', '_0zone'],
  ['__meta', '_meta'],
  ['größe', 'gr__e'],
  ['', '_'],
  ['target', 'exported_target'],
  ['bound', 'exported_bound'],
  ['id', 'exported_id'],
  ['le', 'exported_le'],
])('spell "%s" as %s', (label, name) => {
  const [labels] = labelsOf({ labels: { [label]: 'x' } });
  expect(labels).toEqual({ target: 't', engine: '0', model_name: 'm', [name]: 'x' });
});

it('keep different labels apart over the whole report, whatever they are called', () => {
  const [left, right, both] = labelsOf(
    { labels: { 'a.b': 'x' } },
    { labels: { a_b: 'x' } },
    { labels: { 'a.b': 'x', a_b: 'y', exported_a_b: 'z' } },
  );
  expect(left).not.toEqual(right);
  expect(Object.keys(both ?? {})).toHaveLength(6);
});

it('are all announced', () => {
  const engines = [engineWith({ labels: { 'a.b': 'x' } }), engineWith({ labels: { zone: 'y' } })];
  const { names, of } = labellingOf(engines);
  expect(new Set(names)).toEqual(new Set(engines.flatMap((engine) => Object.keys(of(engine)))));
});
