import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { AnnotationQuery } from '../../../../src/grafana/datasource/editors/annotation-query.ts';
import { AnnotationQueryEditor, VariableQueryEditor } from '../../../../src/grafana/datasource/editors/index.ts';
import type { VariableQuery } from '../../../../src/grafana/datasource/editors/variable-query.ts';
import { accessibilityProblems, choose, dataSource, edit, likeGrafana } from './editing.tsx';

likeGrafana();

const source = dataSource({ models: ['llama', 'qwen'], targets: ['gpu-3:8000'] });

describe('the editor of a variable', () => {
  const start = (query: unknown) =>
    edit(query as VariableQuery, (value, onChange) => (
      <VariableQueryEditor datasource={source} query={value} onChange={onChange} onRunQuery={vi.fn()} />
    ));

  it('starts from nothing, or from the text that Grafana gives it', async () => {
    const { latest } = start('');
    expect(screen.getByLabelText('List')).toHaveProperty('value', 'Models');
    await choose('Target', 'gpu-3:8000');
    expect(latest()).toEqual({ refId: 'RidgelineVariable', variable: 'models', target: 'gpu-3:8000' });
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('lists something else, and keeps what it does not know', async () => {
    const { latest } = start({ refId: 'V', variable: 'models', sort: 'desc' });
    await choose('List', /^Engines/);
    await choose('Model', 'qwen');
    expect(latest()).toEqual({ refId: 'V', variable: 'engines', sort: 'desc', model: 'qwen' });
  });

  it('narrows nothing down where no engine is looked up', () => {
    start({ refId: 'V', variable: 'accelerators' });
    expect(screen.getAllByRole('combobox')).toHaveLength(1);
  });
});

describe('the editor of an annotation', () => {
  it('marks all events, or some, of some engines', async () => {
    const onRunQuery = vi.fn();
    const { latest } = edit({ refId: 'Anno', mine: true } as unknown as AnnotationQuery, (value, onChange) => (
      <AnnotationQueryEditor datasource={source} query={value} onChange={onChange} onRunQuery={onRunQuery} />
    ));
    await userEvent.click(screen.getByLabelText(/^Restarts/));
    expect(screen.getByLabelText<HTMLInputElement>(/^Findings/).checked).toBe(false);
    await choose('Model', 'llama');
    expect(latest()).toEqual({ refId: 'Anno', mine: true, events: ['configuration'], model: 'llama' });
    expect(onRunQuery).toHaveBeenCalledTimes(2);
    expect(await accessibilityProblems()).toEqual([]);
  });
});
