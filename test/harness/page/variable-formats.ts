/** How the value of a variable is written into a text: `${engine:regex}`. */
export type VariableValue = string | readonly string[];

const escapedForRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const list = (value: VariableValue): readonly string[] => (typeof value === 'string' ? [value] : value);

const FORMATS: Readonly<Record<string, (value: VariableValue) => string>> = {
  glob: (value) => (list(value).length > 1 ? `{${list(value).join(',')}}` : list(value).join('')),
  regex: (value) => {
    const escaped = list(value).map(escapedForRegex);
    return escaped.length > 1 ? `(${escaped.join('|')})` : escaped.join('');
  },
  pipe: (value) => list(value).join('|'),
  csv: (value) => list(value).join(','),
  raw: (value) => list(value).join(','),
  text: (value) => list(value).join(' + '),
  json: (value) => JSON.stringify(value),
  singlequote: (value) =>
    list(value)
      .map((each) => `'${each}'`)
      .join(','),
  doublequote: (value) =>
    list(value)
      .map((each) => `"${each}"`)
      .join(','),
  percentencode: (value) => encodeURIComponent(list(value).join(',')),
};

export function formatValue(value: VariableValue, format: string): string {
  const write = FORMATS[format];
  if (!write) throw new Error(`The harness knows no format "${format}" of variables`);
  return write(value);
}
