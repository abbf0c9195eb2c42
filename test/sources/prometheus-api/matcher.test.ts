import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prometheusTransport, SourceError } from '../../../src/sources/index.ts';
import { decodeSeries } from '../../../src/sources/prometheus-api/decode.ts';
import { braces, selector } from '../../../src/sources/prometheus-api/expression.ts';
import { anyOf, parseMatchers, printMatcher, type Matcher } from '../../../src/sources/prometheus-api/matcher.ts';
import { whyMissing } from '../../harness/installed.ts';
import { startPrometheus } from '../../harness/prometheus-server.ts';
import type { RunningServer } from '../../harness/server-process.ts';
import { startVictoria } from '../../harness/victoria-server.ts';

const equal = (label: string, value: string): Matcher => ({ label, operator: '=', value });

const refusalOf = (text: string): SourceError => {
  try {
    parseMatchers(text);
  } catch (error) {
    expect(error).toBeInstanceOf(SourceError);
    return error as SourceError;
  }
  throw new Error(`${text} was taken for matchers`);
};

describe('matchers as a user types them', () => {
  it.each([
    ['double quotes', 'job="vllm"'],
    ['single quotes', "job='vllm'"],
    ['backticks', 'job=`vllm`'],
    ['braces', '{job="vllm"}'],
    ['spaces', ' { job = "vllm" } '],
    ['a comma at the end', '{job="vllm",}'],
  ])('are read with %s', (_, text) => {
    expect(parseMatchers(text)).toEqual([equal('job', 'vllm')]);
  });

  it.each(['=', '!=', '=~', '!~'])('are read with the operator %s', (operator) => {
    expect(parseMatchers(`job${operator}"a"`)).toEqual([{ label: 'job', operator, value: 'a' }]);
  });

  it('are as many as there are', () => {
    expect(parseMatchers(`{job="a", pod=~'b.*',zone!=\`c\`}`)).toEqual([
      equal('job', 'a'),
      { label: 'pod', operator: '=~', value: 'b.*' },
      { label: 'zone', operator: '!=', value: 'c' },
    ]);
  });

  it.each(['', '  ', '{}', '{ }'])('are none in "%s"', (text) => {
    expect(parseMatchers(text)).toEqual([]);
  });

  it.each([
    [String.raw`a="x\"y"`, 'x"y'],
    [String.raw`a='x\'y'`, "x'y"],
    [String.raw`a="x\\y"`, String.raw`x\y`],
    [String.raw`a="x\ny\tz"`, 'x\ny\tz'],
    [String.raw`a="\\n"`, String.raw`\n`],
    ['a=`x\\ny"\'`', 'x\\ny"\''],
    [`a="it's"`, "it's"],
    ['a="},{b=c"', '},{b=c'],
    ['a="é😀"', 'é😀'],
  ])('mean with %s a value', (text, value) => {
    expect(parseMatchers(text)).toEqual([equal('a', value)]);
  });

  it.each([
    ['a"} or vector(1) #', 'a"} or vector(1) #'],
    ['"}) by (x', '"}) by (x'],
    ['job="a"} or vector(1) #', 'job="a"} or vector(1) #'],
    ['pod="b",job="a"} or vector(1)', 'job="a"} or vector(1)'],
    ['job="a', 'job="a'],
    ["job='a", "job='a"],
    ['job=`a', 'job=`a'],
    ['job="a\\"', 'job="a\\"'],
    ['{', '{'],
    ['}', '}'],
    ['{job="a"', '{job="a"'],
    ['a-b="x"', 'a-b="x"'],
    ['0a="x"', '0a="x"'],
    ['job=="x"', 'job=="x"'],
    ['job=vllm', 'job=vllm'],
    ['job="a" pod="b"', 'job="a" pod="b"'],
    ['job="a",,', ','],
    ['job', 'job'],
    ['ünder="x"', 'ünder="x"'],
  ])('are refused as %s, from where they stop to be matchers', (text, rest) => {
    const { code, message } = refusalOf(text);
    expect(code).toBe('bad-settings');
    expect(message).toContain(`from ${JSON.stringify(rest)} on`);
  });

  it('are refused with an escape that Prometheus does not know', () => {
    expect(refusalOf(String.raw`pod=~"vllm-\d+"`).code).toBe('bad-settings');
  });

  it('are refused about the names of metrics', () => {
    expect(refusalOf('__name__=~"vllm:.+"').code).toBe('bad-settings');
  });

  it.each([
    [String.raw`a="\x41"`, 'A'],
    [String.raw`a="\u00e9"`, 'é'],
    [String.raw`a="\101"`, 'A'],
    [String.raw`a="\a"`, '\x07'],
  ])('mean with the escape of %s what it means to Prometheus', (text, value) => {
    expect(parseMatchers(text)).toEqual([equal('a', value)]);
  });

  it('are refused or read, whatever is typed; what is read survives being printed (law)', () => {
    const pieces = fc.constantFrom(
      ...['job', 'a', '=', '!=', '=~', '"', "'", '`', '\\', ',', '{', '}', ' ', '\n', 'x'],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (typed) => {
        let matchers: Matcher[];
        try {
          matchers = parseMatchers(typed.join(''));
        } catch (error) {
          expect(error).toMatchObject({ name: 'SourceError', code: 'bad-settings' });
          return;
        }
        expect(matchers.map(({ label }) => label).filter((label) => !/^(job|a|x)+$/.test(label))).toEqual([]);
      }),
      { numRuns: 2000, examples: [[['a', '=', '"', 'x', '"']]] },
    );
  });
});

describe('a matcher as it is sent', () => {
  it('holds its value in quotes', () => {
    expect(printMatcher({ label: 'job', operator: '!~', value: 'a"b\\c\n' })).toBe('job!~"a\\"b\\\\c\\x0a"');
  });

  it.each(['a-b', '', '0', 'a b', 'a="x",b', 'é', 'a\n'])('is refused with the label "%s"', (label) => {
    expect(() => printMatcher(equal(label, 'x'))).toThrow(
      expect.objectContaining({ name: 'SourceError', code: 'bad-settings' }) as Error,
    );
  });

  const label = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,5}$/);
  const operator = fc.constantFrom<Matcher['operator']>('=', '!=', '=~', '!~');
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.array(fc.constantFrom('"', "'", '`', '\\', '}', '{', ',', '=', ' ', '#', 'x')).map((parts) => parts.join('')),
  );
  const isPlain = (value: string): boolean => !/[\u0000-\u001f\u007f]/.test(value); // eslint-disable-line no-control-regex -- told apart on purpose

  it('is read again as what it was (law)', () => {
    const matcher = fc.record({ label, operator, value: text.filter(isPlain) });
    fc.assert(
      fc.property(fc.array(matcher, { maxLength: 4 }), (matchers) => {
        expect(parseMatchers(braces(matchers))).toEqual(matchers);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['\n', '\t', '\0', '\x7f', 'a\x1bb'])('is read again as what it was with the character %j', (value) => {
    expect(parseMatchers(braces([equal('a', value)]))).toEqual([equal('a', value)]);
  });
});

it('texts become a regular expression that matches these and nothing else (law)', () => {
  const text = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('.*', 'a|b', '(', '[a', '\\', '^$', 'a{2}', '?+'));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (texts, other) => {
      // Prometheus anchors every expression.
      const expression = new RegExp(`^(?:${anyOf(texts)})$`, 's');
      expect([...texts, other].map((one) => expression.test(one))).toEqual([
        ...texts.map(() => true),
        texts.includes(other),
      ]);
    }),
    {
      examples: [
        [['10.0.0.1'], '10x0x0x1'],
        [['a-b', 'c+'], 'cc'],
        [['a', 'b'], 'ab'],
      ],
    },
  );
});

// Of what servers may hold as a value, what could end a string, a matcher or a query.
const NASTY = [
  'plain',
  'with "quotes"',
  "with 'single' ones",
  'with `backticks`',
  'back\\slash',
  'back\\\\slashes\\',
  'line\nbreak',
  'tab\tand\rreturn',
  'bell\x07escape\x1bdelete\x7f',
  '"} or vector(1) #',
  '$name ${name} %s %00',
  '.*|x+(y)[z]{2}^$',
  'grüße 你好 😀',
  'a&b=c;d?e#f+g h',
  '\\x41\\u0041\\n',
];

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
const AT_SECONDS = 1_700_000_000;
const linesAt = (stamp: number): string =>
  NASTY.map((value, number) => `x{v="${escaped(value)}"} ${number} ${stamp}\n`).join('');

describe.each([
  {
    name: 'Prometheus',
    missing: whyMissing('prometheus', 'promtool'),
    start: () => startPrometheus({ samples: `${linesAt(AT_SECONDS)}# EOF\n` }),
  },
  {
    name: 'VictoriaMetrics',
    missing: whyMissing('victoria-metrics'),
    start: () => startVictoria(linesAt(AT_SECONDS * 1000)),
  },
])('a selector sent to $name', ({ missing, start }) => {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    if (missing === undefined) server = await start();
  }, 60_000);
  afterAll(() => server?.stop());
  beforeEach(({ skip }) => {
    skip(missing !== undefined, missing);
  });

  const numbersOf = async (matcher: Matcher): Promise<number[]> => {
    const parameters = { query: selector('x', [matcher]), time: `${AT_SECONDS}` };
    const { status, body } = await prometheusTransport({ url: server?.url ?? '' }).send({ path: 'query', parameters });
    expect([status, body]).toEqual([200, body]);
    return decodeSeries(body)
      .data.flatMap(({ values }) => values)
      .sort((left, right) => left - right);
  };

  it.each(NASTY.map((value, number) => [value, number] as const))('finds exactly %j', async (value, number) => {
    expect(await numbersOf(equal('v', value))).toEqual([number]);
  });

  it('finds all others with !=', async () => {
    expect(await numbersOf({ label: 'v', operator: '!=', value: NASTY[3] ?? '' })).toHaveLength(NASTY.length - 1);
  });

  it('finds several values at a time, each as it is', async () => {
    expect(await numbersOf({ label: 'v', operator: '=~', value: anyOf(NASTY.slice(2)) })).toEqual(
      NASTY.slice(2).map((_, number) => number + 2),
    );
  });

  it('finds nothing with a value that no series has', async () => {
    expect(await numbersOf(equal('v', 'plain"} or x{v="plain'))).toEqual([]);
  });
});
