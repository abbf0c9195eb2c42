import { describe, expect, it } from 'vitest';
import type { Report } from '../../../../src/report/index.ts';
import { vllm, windowOf } from '../../../build-page.ts';
import { reportOf } from '../../build-report.ts';
import { DECLARED_ENGINE, diagnosed, FULL, pageOf, withSteps } from '../engine-page.ts';
import { attribute, elementsOf } from '../parsed.ts';
import { wordsOf } from '../sections-of.ts';

const OBJECTIVE = { match: {}, ttftSeconds: 0.5, tpotSeconds: 0.05 };
const full = (): Report => diagnosed([FULL], { objectives: [OBJECTIVE] });

/** Nothing but one gauge is exposed, and nobody asked what limits it. */
const bare = (): Report => reportOf([windowOf({ series: { [vllm('num_requests_running')]: '1 2' } })]);

describe('is it fine', () => {
  it('names what limits it, how sure that is, and what a request arriving now would wait', () => {
    const words = wordsOf(pageOf(full()), 'verdict');
    expect(words).toMatch(
      /Limited by sequence-cap\. 8 of 8 slots are taken while 6 requests wait on average\. Confidence high\./,
    );
    // Six wait, two are admitted a second.
    expect(words).toMatch(/A request arriving at the end would wait ~3 s \(.+\)\./);
    expect(words).toMatch(/Not the limit: KV cache, used up to 20 %/);
  });

  it('says when it was worst, where that was longer than now', () => {
    const page = pageOf(withSteps(full(), 'waitForecastSeconds', [1, 20, 2]));
    expect(wordsOf(page, 'verdict')).toContain('At worst, at 1970-01-01 00:17:00 UTC, it would have waited ~20 s.');
    expect(wordsOf(pageOf(withSteps(full(), 'waitForecastSeconds', [1, 2])), 'verdict')).not.toContain('At worst');
  });

  it('says whether what was promised is kept, where anything was', () => {
    expect(wordsOf(pageOf(full()), 'verdict')).toMatch(
      /✕ The objective is missed: ≤ 7 % of the requests were served as promised, 95 % should be\./,
    );
    const easy = diagnosed([{}], { objectives: [{ match: {}, e2eSeconds: 160 }] });
    expect(wordsOf(pageOf(easy), 'verdict')).toContain('✓ The objective is kept');
    // 0.12 s lies in a bucket from 0.1 to 0.25 s.
    const between = diagnosed([{}], { objectives: [{ match: {}, ttftSeconds: 0.2 }] });
    expect(wordsOf(pageOf(between), 'verdict')).toContain('Whether the objective is kept cannot be told');
    expect(wordsOf(pageOf(diagnosed([{}])), 'verdict')).not.toContain('objective is');
  });

  it('says that nothing but the load limits an engine that is fine', () => {
    expect(wordsOf(pageOf(diagnosed([{}])), 'verdict')).toContain('Limited by what arrives.');
  });

  it('names what else is wrong, so that nobody takes a load that is served for an engine that is fine', () => {
    const aborting = diagnosed([{ firstTokensPerSecond: 2.5 }]);
    const words = wordsOf(pageOf(aborting), 'verdict');
    expect(words).toContain('Limited by what arrives.');
    expect(words).toContain('◆ Clients give up on their requests.');
    expect(wordsOf(pageOf(diagnosed([{}])), 'verdict')).not.toContain('◆');
  });

  it('shows a dash for nothing: what is unknown is called so, with its reason', () => {
    expect(wordsOf(pageOf(bare()), 'verdict')).toMatch(/goodput unknown not declared; set objectives/);
  });
});

describe('what to change', () => {
  const words = wordsOf(pageOf(full()), 'change');

  it('gives the knob, why, what to expect, what it costs, the way back and what would refute it', () => {
    for (const part of ['raise --max-num-seqs to', 'Why', 'Expect', 'Side effect', 'Way back', 'It was wrong if']) {
      expect(words).toContain(part);
    }
  });

  it('marks what binds, in words, and folds what follows from it', () => {
    expect(words).toMatch(/▲ critical Every sequence slot is taken ◀ binds/);
    expect(words).toMatch(/which follows from sequence-cap/);
  });

  it('gives the evidence with what it was compared with, and what was looked for against it', () => {
    expect(words).toMatch(/share of the requests in the engine that wait 42\.9 % ≥ 20 %/);
    expect(words).toContain('What would speak against it');
  });

  it('counts what was looked for and not found', () => {
    expect(words).toMatch(/Looked for and not found: \d+ of 31 rules/);
  });

  it('of an engine that is fine is nothing, and where nobody asked there is no such part', () => {
    expect(wordsOf(pageOf(diagnosed([{}])), 'change')).toContain('Nothing that is known to matter.');
    expect(() => wordsOf(pageOf(bare()), 'change')).toThrow();
  });
});

describe('when', () => {
  const episode = {
    ...{
      target: 't',
      engine: '0',
      model: 'm',
      labels: {},
      id: 'sequence-cap',
      title: 'x',
      severity: 'critical' as const,
    },
    ...{ startAtSeconds: 1010, endAtSeconds: 1040, isOpenAtStart: false, isOpenAtEnd: true },
    peak: { atSeconds: 1030, message: 'it was full' },
    changes: [
      {
        what: 'arrivalsPerSecond',
        before: { value: 2, unit: 'requestsPerSecond' as const },
        after: { value: 9, unit: 'requestsPerSecond' as const },
      },
    ],
  };
  const page = pageOf({ ...withSteps(full(), 'waitForecastSeconds', [1, 2, undefined, 4]), episodes: [episode] });

  it('gives episodes with what changed as they began, and the worst moment', () => {
    expect(wordsOf(page, 'when')).toMatch(
      /sequence-cap 01-01 00:16:50 30 s and on arrivals 2\/s → 9\/s it was full until 01-01 00:17:10/,
    );
  });

  it('marks the beginning of what binds in every picture over time', () => {
    expect(wordsOf(page, 'when')).toContain('sequence-cap begins');
    expect(wordsOf(page, 'busy')).toContain('sequence-cap begins');
  });

  it('draws two lines where the engine was not seen in between', () => {
    const lines = elementsOf(page).filter((element) => attribute(element, 'class') === 'line plain accent');
    expect(lines).toHaveLength(2);
  });

  it('says that nothing fired, and that nobody would have waited', () => {
    const words = wordsOf(pageOf(withSteps(full(), 'waitForecastSeconds', [0, 0])), 'when');
    expect(words).toContain('Nothing fired in any step.');
    expect(words).toContain('In no step would a new request have waited.');
    const unknown = wordsOf(pageOf(withSteps(full(), 'queueSeconds', [0, 0])), 'when');
    expect(unknown).toContain('How long a new request would have waited is not known of any step.');
  });

  it('says why there is no course, of a past and of a live engine', () => {
    expect(wordsOf(pageOf(full()), 'when')).toContain('--step 1m, or another duration, shows how it went');
    expect(wordsOf(pageOf(full(), { hasPast: false }), 'when')).toContain('A live engine has no past');
  });
});

describe('where the time goes', () => {
  it('takes a finished request apart, so that the parts add up', () => {
    // 3 + 0.1 + 99 · 0.035 + 0.02 = 6.585 s.
    const words = wordsOf(pageOf(full()), 'time');
    expect(words).toMatch(
      /queue 3 s 45\.6 % prefill 100 ms 1\.5 % decode 3\.47 s 52\.6 % front end 20 ms 0\.3 % end to end 6\.58 s/,
    );
  });

  it('gives percentiles as the buckets that hold them', () => {
    expect(wordsOf(pageOf(full()), 'time')).toMatch(/TTFT 3\.12 s .* end to end 6\.58 s 5–7\.5 s/);
  });

  it('says why there is nothing to take apart', () => {
    expect(wordsOf(pageOf(bare()), 'time')).toContain('No finished request to take apart');
  });
});

describe('how busy', () => {
  it("sets the gauges beside Little's law, and says what the difference is", () => {
    // Queued: two a second for 3 s. Running: two a second for 3.565 s. In system 2 · 6.585 = 13.17 of 14: 5.9 % less.
    const words = wordsOf(pageOf(full()), 'busy');
    expect(words).toMatch(/waiting 6 ≥ 6 6 finished requests running 8 ≥ 8 7\.13 finished requests/);
    expect(words).toMatch(/Difference in system, of the gauges: 5\.9 % \(unexplained/);
    expect(words).toMatch(/A step takes 35 ms and carries/);
  });

  it('draws the requests over time where steps are known, and those that run where others wait', () => {
    const stepped = withSteps(full(), 'requestsInSystem', [14, 13]);
    const lines = (report: Report) =>
      elementsOf(pageOf(report)).filter((element) => attribute(element, 'class') === 'line plain').length;
    expect(lines(full())).toBe(0);
    expect(lines(stepped)).toBe(1);
    expect(wordsOf(pageOf(stepped), 'busy')).toContain('in system');
  });

  it('says nothing of steps that nobody counts', () => {
    expect(wordsOf(pageOf(bare()), 'busy')).not.toContain('A step takes');
  });
});

describe('are users served', () => {
  it('is missed only where even the upper bound is too low, and says so in words', () => {
    const words = wordsOf(pageOf(full()), 'served');
    expect(words).toMatch(/TTFT ≤ 500 ms 0 % ✕ missed/);
    expect(words).toMatch(/TPOT ≤ 50 ms .* (✓ kept|\? may be kept)/);
  });

  it('takes the share from the objective', () => {
    const lenient = diagnosed([{}], { objectives: [{ match: {}, ttftSeconds: 0.5, share: 0.5 }] });
    expect(wordsOf(pageOf(lenient), 'served')).toContain('50 % were to (dashed)');
    expect(wordsOf(pageOf(full()), 'served')).toContain('95 % were to (dashed)');
  });

  it('asks for an objective where there is none', () => {
    expect(wordsOf(pageOf(bare()), 'served')).toContain('pass --ttft 0.5 --tpot 0.05');
  });
});

type Roofline = NonNullable<Report['engines'][number]['roofline']>;

const slower = (roofline: Roofline, times: number): Roofline => ({
  ...roofline,
  points: roofline.points.map((point) => ({ ...point, flopPerSecond: point.flopPerSecond / (2 + times) })),
});

describe('how close to the hardware', () => {
  it('draws the roofline, wide and for a telephone, with the course as its trail', () => {
    const hardware = { ...DECLARED_ENGINE, model: 'meta-llama/Llama-3.1-8B', hardware: { gpu: 'h100-sxm' } };
    const report = diagnosed([FULL], { deployments: [hardware] });
    const roofline = report.engines[0]?.roofline;
    if (!roofline) throw new Error('unreachable: hardware is declared');
    const stepped = withSteps(report, 'queueSeconds', [1, 2, 3]);
    const steps = stepped.steps?.map((step, i) => ({
      ...step,
      engines: step.engines.map((each) => ({ ...each, roofline: slower(roofline, i) })),
    }));
    const page = pageOf({ ...stepped, ...(steps && { steps }) });
    const drawings = elementsOf(page).filter((element) => attribute(element, 'class') === 'ridgeline-roofline');
    expect(drawings.map((drawing) => attribute(drawing, 'width'))).toEqual(['900', '340']);
    expect(
      elementsOf(page).filter((element) => attribute(element, 'class') === 'trail' && element.tagName === 'circle'),
    ).not.toEqual([]);
    expect(wordsOf(page, 'hardware')).toMatch(/1 × h100-sxm, meta-llama\/Llama-3\.1-8B, weights in bf16/);
    expect(wordsOf(page, 'hardware')).toMatch(/A step takes 35 ms = floor .* \+ unexplained/);
  });

  it('says what would tell where no hardware is declared', () => {
    expect(wordsOf(pageOf(full()), 'hardware')).toContain('deployments[].hardware.gpu');
  });
});

describe('what limits it', () => {
  it('marks the one that binds in words; what is not known says what would tell', () => {
    const words = wordsOf(pageOf(full()), 'limits');
    expect(words).toMatch(/sequence slots ◀ binds 100 %, full 8 of 8/);
    expect(words).toMatch(/step tokens unknown not declared; set deployments\[\]\.engine\.maxNumBatchedTokens/);
    expect(words.match(/◀ binds/g)).toHaveLength(1);
  });

  it('marks none where nothing does', () => {
    expect(wordsOf(pageOf(diagnosed([{}])), 'limits')).not.toContain('binds');
  });
});

describe('settings, what is unknown, how sure', () => {
  it('lists what was declared and applies, with other thresholds', () => {
    const rules = { 'sequence-cap': { waitingShare: 0.3 } };
    const words = wordsOf(pageOf(diagnosed([FULL], { objectives: [OBJECTIVE], rules })), 'settings');
    expect(words).toContain('deployment.engine.maxNumSeqs 8');
    expect(words).toContain('objective.ttftSeconds 0.5');
    expect(words).toContain('rules.sequence-cap.waitingShare 0.3');
  });

  it('says that nothing was declared', () => {
    expect(wordsOf(pageOf(diagnosed([{}], { deployments: [] })), 'settings')).toContain('Nothing was declared');
  });

  it('gives the one line that would make more known', () => {
    const words = wordsOf(pageOf(diagnosed([{}], { deployments: [] })), 'unknown');
    expect(words).toMatch(/More would be known with .*--gpu NAME.* on the command line/);
    expect(words).toMatch(/--ttft 0\.5 --tpot 0\.05/);
  });

  it('lists annotations with the measures that they are about', () => {
    expect(wordsOf(pageOf(full()), 'sure')).toMatch(/gauge-only-sampled: most running/);
  });
});

describe('how to reproduce', () => {
  it('gives command line, stretch and versions', () => {
    const page = pageOf(full(), { commandLine: 'ridgeline analyze x', generatedAtSeconds: 86_400 });
    const words = wordsOf(page, 'reproduce');
    expect(words).toContain('ridgeline analyze x');
    expect(words).toContain('1970-01-01 00:16:40 to 1970-01-01 00:18:20 UTC');
    expect(words).toContain('made 1970-01-02 00:00:00 UTC');
    expect(words).toMatch(/Ridgeline 0\.1\.0, report schema 1/);
  });

  it('says that live engines will have moved on', () => {
    expect(wordsOf(pageOf(full(), { hasPast: false }), 'reproduce')).toContain('live: the same command measures');
    expect(wordsOf(pageOf(full()), 'reproduce')).not.toContain('live');
  });
});
