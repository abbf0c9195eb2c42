type Labels = Readonly<Record<string, string>>;
type Sample = readonly [seconds: number, value: string];

export interface PromResult {
  readonly status: string;
  readonly errorType?: string;
  readonly error?: string;
  readonly warnings?: readonly string[];
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

interface Asked {
  readonly refId: string;
  readonly expr: string;
  readonly stepSeconds: number;
  readonly instant: boolean;
  readonly legendFormat: string;
}

/** An answer of Prometheus as the frames that Grafana's backend makes of it: one for each series, values apart from the schema. */
export function promFrames({ data, warnings = [] }: PromResult, asked: Asked): object[] {
  const frames = seriesOf(data).map(({ labels, samples }) => frameOf(labels, samples, data?.resultType ?? '', asked));
  const [first = emptyFrame(asked), ...others] = frames;
  const { expr, stepSeconds } = asked;
  const notices = warnings.map((text) => ({ severity: 'warning', text }));
  const meta = {
    ...first.schema.meta,
    executedQueryString: `Expr: ${expr}\nStep: ${stepSeconds}s`,
    ...(notices.length > 0 && { notices }),
  };
  return [{ ...first, schema: { ...first.schema, meta } }, ...others];
}

function seriesOf(data: PromResult['data']): { readonly labels: Labels; readonly samples: readonly Sample[] }[] {
  switch (data?.resultType) {
    case 'matrix':
      return (data.result as { metric: Labels; values: Sample[] }[]).map(({ metric, values }) => ({
        labels: metric,
        samples: values,
      }));
    case 'vector':
      return (data.result as { metric: Labels; value: Sample }[]).map(({ metric, value }) => ({
        labels: metric,
        samples: [value],
      }));
    case 'scalar':
      return [{ labels: {}, samples: [data.result as Sample] }];
    default:
      return [];
  }
}

/** For what is to be said of the answer when there is nothing in it. */
const emptyFrame = ({ refId }: Asked) => ({ schema: { refId, meta: {}, fields: [] }, data: { values: [] } });

function frameOf(labels: Labels, samples: readonly Sample[], resultType: string, asked: Asked) {
  const { refId, stepSeconds } = asked;
  const values = samples.map(([, value]) => Number(value.replace('Inf', 'Infinity')));
  const where = (is: (value: number) => boolean): number[] => values.flatMap((value, i) => (is(value) ? [i] : []));
  const entities = {
    NaN: where(Number.isNaN),
    Inf: where((value) => value === Infinity),
    NegInf: where((value) => value === -Infinity),
  };
  return {
    schema: {
      refId,
      meta: {
        type: resultType === 'matrix' ? 'timeseries-multi' : 'numeric-multi',
        typeVersion: [0, 1],
        custom: { resultType },
      },
      fields: [
        { name: 'Time', type: 'time', typeInfo: { frame: 'time.Time' }, config: { interval: stepSeconds * 1e3 } },
        {
          name: labels['__name__'] ?? 'Value',
          type: 'number',
          typeInfo: { frame: 'float64' },
          labels,
          ...named(labels, asked),
        },
      ],
    },
    data: {
      values: [
        samples.map(([seconds]) => Math.round(seconds * 1e3)),
        values.map((value) => (Number.isFinite(value) ? value : null)),
      ],
      entities: [null, Object.values(entities).some(({ length }) => length > 0) ? entities : null],
    },
  };
}

/** The name of a series in pkg/promlib/querydata/response.go: none where it is to be chosen by who draws it. */
function named({ __name__: name = '', ...others }: Labels, { expr, legendFormat }: Asked) {
  const matchers = Object.entries(others).map(([label, value]) => `${label}="${value}"`);
  if (legendFormat === '__auto' && (name !== '' || matchers.length > 0)) return {};
  const legend = matchers.length === 0 ? name || expr : `${name}{${matchers.join(', ')}}`;
  return { config: { displayNameFromDS: legend } };
}
