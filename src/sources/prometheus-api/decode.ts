/** Labels as the server writes them. */
export type Labels = Readonly<Record<string, string>>;

/** One series of an answer: instants in Unix seconds and values side by side. A vector has one of each. */
export interface Series {
  readonly labels: Labels;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

export interface Decoded<Data> {
  readonly data: Data;
  /** What the server says of its own answer, such as that a store did not respond. */
  readonly warnings: readonly string[];
}

/** Nothing more is said of a body than that it is no answer of the API; the caller knows what was asked. */
export class NotAnAnswer extends Error {
  override readonly name = 'NotAnAnswer';
}

/** Vectors and matrices alike. Every part that is not what the API promises is a NotAnAnswer: nothing is guessed. */
export function decodeSeries(body: string): Decoded<readonly Series[]> {
  const { data, warnings } = decodeEnvelope(body);
  const { result } = objectOf(data);
  if (!Array.isArray(result)) throw new NotAnAnswer();
  return { data: result.map(decodeOne), warnings };
}

/** The label sets of `series`. */
export function decodeLabelSets(body: string): Decoded<readonly Labels[]> {
  const { data, warnings } = decodeEnvelope(body);
  if (!Array.isArray(data)) throw new NotAnAnswer();
  return { data: data.map(labelsOf), warnings };
}

/** The texts of `label/…/values`. */
export function decodeTexts(body: string): Decoded<readonly string[]> {
  const { data, warnings } = decodeEnvelope(body);
  if (!Array.isArray(data) || !data.every((item) => typeof item === 'string')) throw new NotAnAnswer();
  return { data, warnings };
}

function decodeEnvelope(body: string): Decoded<unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new NotAnAnswer();
  }
  const { status, data, warnings, isPartial } = objectOf(parsed);
  if (status !== 'success' || data === undefined) throw new NotAnAnswer();
  const said = Array.isArray(warnings) ? warnings.filter((warning) => typeof warning === 'string') : [];
  // VictoriaMetrics' way to say it.
  return { data, warnings: isPartial === true ? [...said, 'the answer is partial'] : said };
}

function decodeOne(item: unknown): Series {
  const { metric, value, values } = objectOf(item);
  if (value !== undefined) {
    const [time, number] = decodePoint(value);
    return { labels: labelsOf(metric), times: [time], values: [number] };
  }
  const points = arrayOf(values).map(decodePoint);
  return {
    labels: labelsOf(metric),
    times: points.map(([time]) => time),
    values: points.map(([, number]) => number),
  };
}

function decodePoint(point: unknown): readonly [time: number, value: number] {
  const [time, text] = arrayOf(point);
  if (typeof time !== 'number' || typeof text !== 'string') throw new NotAnAnswer();
  return [time, numberOf(text)];
}

/** As Go writes floats. Number() would take more: blanks as 0, hexadecimal numbers. */
function numberOf(text: string): number {
  if (DECIMAL.test(text)) return Number(text);
  const special = SPECIAL[text];
  if (special === undefined) throw new NotAnAnswer();
  return special;
}

const DECIMAL = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i;
const SPECIAL: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  '+Inf': Infinity,
  Inf: Infinity,
  '-Inf': -Infinity,
};

function labelsOf(value: unknown): Labels {
  const labels = objectOf(value);
  for (const name in labels) if (typeof labels[name] !== 'string') throw new NotAnAnswer();
  return labels as Labels;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotAnAnswer();
  return value as Readonly<Record<string, unknown>>;
}

function arrayOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new NotAnAnswer();
  return value;
}
