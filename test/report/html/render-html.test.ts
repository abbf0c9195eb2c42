import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineReport, Report } from '../../../src/report/index.ts';
import { hostileFindings, hostileReport } from '../hostile.ts';
import { reportOf } from '../build-report.ts';
import { diagnosed, FULL, pageOf, withSteps } from './engine-page.ts';
import { attribute, elementsOf, structureOf, textOf, type Element } from './parsed.ts';

const OBJECTIVE = { match: {}, ttftSeconds: 0.5, tpotSeconds: 0.05 };

const full = (): Report => diagnosed([FULL], { objectives: [OBJECTIVE] });
const fleet = (): Report => diagnosed([FULL, { target: 'u' }, { target: 'v' }, { ...FULL, target: 'w' }]);

const named = (page: string, name: string): Element[] => elementsOf(page).filter(({ tagName }) => tagName === name);

const REPORTS: readonly (readonly [string, () => Report])[] = [
  ['no engine', () => reportOf([], { startAtSeconds: 0, endAtSeconds: 0 })],
  ['one engine', full],
  ['steps with a gap', () => withSteps(full(), 'waitForecastSeconds', [1, 2, undefined, 4])],
  ['a fleet', fleet],
  ['hostile labels', hostileReport],
  ['hostile findings', hostileFindings],
];

describe.each(REPORTS)('the page of %s', (_, report) => {
  const page = pageOf(report());
  const elements = elementsOf(page);

  it('fetches nothing, runs nothing and says so', () => {
    const policy = named(page, 'meta').find((meta) => attribute(meta, 'http-equiv') === 'Content-Security-Policy');
    expect(policy && attribute(policy, 'content')).toMatch(/^default-src 'none'; style-src 'unsafe-inline'/);
    const active = elements.filter(
      ({ tagName, attrs }) =>
        ['script', 'link', 'img', 'iframe', 'object', 'form', 'base'].includes(tagName) ||
        attrs.some(({ name, value }) => name.startsWith('on') || name === 'src' || /^\s*javascript:/i.test(value)),
    );
    expect(active).toEqual([]);
    const links = named(page, 'a').map((link) => attribute(link, 'href') ?? '');
    expect(links.filter((href) => !href.startsWith('#'))).toEqual([]);
  });

  it('has every id once, and links only to ids that there are', () => {
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(ids).toEqual([...new Set(ids)]);
    const wanted = elements.flatMap((element) => [
      ...(attribute(element, 'aria-labelledby')?.split(' ') ?? []),
      ...(element.tagName === 'a' ? [(attribute(element, 'href') ?? '').slice(1)] : []),
      ...[...(attribute(element, 'fill') ?? '').matchAll(/url\(#(.*)\)/g)].map(([, id]) => id ?? ''),
    ]);
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has one title, and headings of which none leaves out a level', () => {
    const levels = elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName.slice(1))] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.slice(1).filter((level, i) => level > (levels[i] ?? 0) + 1)).toEqual([]);
  });

  it('names every table and every picture', () => {
    for (const table of named(page, 'table')) {
      expect(table.childNodes.filter((node) => 'tagName' in node && node.tagName === 'caption')).toHaveLength(1);
    }
    for (const header of named(page, 'th')) expect(attribute(header, 'scope')).toMatch(/^(col|row)$/);
    const pictures = named(page, 'svg').filter((svg) => attribute(svg, 'role') === 'img');
    for (const picture of pictures) {
      const inside = picture.childNodes.flatMap((node) => ('tagName' in node ? [node.tagName] : []));
      expect(inside.slice(0, 2)).toEqual(['title', 'desc']);
    }
  });
});

describe('whatever labels say', () => {
  const report = fleet();
  const labelled = (label: string): Report => ({
    ...report,
    source: label,
    engines: report.engines.map((engine, i) => ({
      ...engine,
      ...{ target: `${i}${label}`, model: `m${label}`, labels: { replica: label } },
      verdict: { boundBy: 'sequence-cap', confidence: 'high', summary: `s${label}` },
      unrecognisedMetrics: [label],
    })),
    errors: [{ target: label, code: 'timeout', message: `e${label}` }],
  });
  const structure = structureOf(pageOf(labelled('x')));
  const anything = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      '</title><script>alert(1)</script>',
      '</style>',
      '"><svg onload=x>',
      "' autofocus onfocus='x",
      '\u202E',
      '<!--',
    ),
  );

  it('the page is built of the same', () => {
    fc.assert(
      fc.property(anything, (label) => {
        expect(structureOf(pageOf(labelled(label)))).toBe(structure);
      }),
      { numRuns: 60 },
    );
  });

  it('and stays small', () => {
    expect(pageOf(labelled('x'.repeat(2_000_000))).length).toBeLessThan(2 * pageOf(labelled('x')).length);
  });
});

describe('its size', () => {
  it('is below 300 kB for one engine with sixty steps', () => {
    const steps = Array.from({ length: 60 }, (_, i) => i);
    const { length } = pageOf(withSteps(full(), 'waitForecastSeconds', steps));
    expect(length).toBeGreaterThan(30_000);
    expect(length).toBeLessThan(300_000);
  });

  it('is below 3 MB for a thousand engines, and no more for ten thousand', () => {
    const [engine] = full().engines;
    if (!engine) throw new Error('unreachable: the run has an engine');
    const many = (count: number): string => {
      const engines = Array.from({ length: count }, (_, i): EngineReport => ({
        ...engine,
        target: `http://gpu-${i}:8000/metrics`,
      }));
      return pageOf({ ...full(), engines });
    };
    const thousand = many(1000);
    expect(thousand.length).toBeLessThan(3_000_000);
    const tenThousand = many(10_000);
    expect(tenThousand.length).toBeLessThan(thousand.length * 1.01);
    expect(tenThousand).toContain('… and 9000 more, none of them worse');
    expect(tenThousand).toContain('10000 of 10000 engines need a look.');
  });
});

describe('a fleet', () => {
  const page = pageOf(fleet(), { top: 2 });
  const text = named(page, 'main').map(textOf).join();

  it('begins with a summary, counts who needs a look, and folds the fine away', () => {
    expect(text).toContain('4 engines');
    expect(text).toContain('2 of 4 engines need a look.');
    expect(text).toContain('2 engines are fine');
  });

  it('is not fine where fewer were served than promised, though too few to be judged', () => {
    const of = (ttftSeconds: number): Report => {
      const report = diagnosed([{}, {}], { objectives: [{ match: {}, ttftSeconds }] });
      const unjudged = (engine: EngineReport): EngineReport['findings'] =>
        engine.findings?.filter(({ id }) => id !== 'objective-missed');
      return { ...report, engines: report.engines.map((engine) => ({ ...engine, findings: unjudged(engine) })) };
    };
    const look = (report: Report): string => named(pageOf(report), 'main').map(textOf).join();
    expect(look(of(0.01))).toContain('2 of 2 engines need a look.');
    expect(look(of(60))).toContain('0 of 2 engines need a look.');
  });

  it('shows as many in full as asked for, and links to them', () => {
    const inFull = named(page, 'section').filter((section) => attribute(section, 'class') === 'engine');
    expect(inFull.map((section) => attribute(section, 'id'))).toEqual(['e1', 'e2']);
    const links = named(page, 'a').map((link) => attribute(link, 'href'));
    expect(links).toEqual(['#e1', '#e2']);
  });
});
