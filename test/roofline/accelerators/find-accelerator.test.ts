import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCELERATORS, findAccelerator, resolveAccelerator } from '../../../src/roofline/accelerators/index.ts';
import { nameKeys } from '../../../src/roofline/accelerators/name-words.ts';

const problemOf = (name: string): string => {
  const result = resolveAccelerator(name);
  return 'problem' in result ? result.problem : `found ${result.accelerator.id}`;
};

describe('found by any common name', () => {
  it.each([
    ['h100-sxm', 'h100-sxm'],
    ['NVIDIA H100 80GB HBM3', 'h100-sxm'],
    ['H100-SXM', 'h100-sxm'],
    ['H100 SXM5', 'h100-sxm'],
    ['H100-SXM5-80GB', 'h100-sxm'],
    ['H100 80GB SXM5', 'h100-sxm'],
    ['h100_sxm', 'h100-sxm'],
    ['NVIDIA-H100-80GB-HBM3', 'h100-sxm'],
    ['NVIDIA H100 PCIe', 'h100-pcie'],
    ['H100 80 GB PCIe', 'h100-pcie'],
    ['NVIDIA H100 NVL', 'h100-nvl'],
    ['NVIDIA H200', 'h200-sxm'],
    ['h200_sxm', 'h200-sxm'],
    ['NVIDIA H200 NVL', 'h200-nvl'],
    ['NVIDIA A100-SXM4-80GB', 'a100-sxm-80'],
    ['A100 SXM 40 GiB', 'a100-sxm-40'],
    ['A100 80GB SXM4', 'a100-sxm-80'],
    ['NVIDIA A100 80GB PCIe', 'a100-pcie-80'],
    ['A100-PCIE-80GB', 'a100-pcie-80'],
    ['NVIDIA GH200 480GB', 'gh200-96'],
    ['NVIDIA B200', 'b200'],
    ['b200_sxm', 'b200'],
    ['NVIDIA B300 SXM6 AC', 'b300'],
    ['NVIDIA GB200', 'gb200'],
    ['NVIDIA L40S', 'l40s'],
    ['NVIDIA L40', 'l40'],
    ['NVIDIA L4', 'l4'],
    ['NVIDIA A10', 'a10'],
    ['NVIDIA A10G', 'a10g'],
    ['Tesla T4', 't4'],
    ['NVIDIA T4', 't4'],
    ['Tesla V100-SXM2-32GB', 'v100-sxm2-32'],
    ['Tesla V100-PCIE-16GB', 'v100-pcie'],
    ['NVIDIA GeForce RTX 4090', 'rtx4090'],
    ['RTX-5090', 'rtx5090'],
    ['NVIDIA RTX A6000', 'a6000'],
    ['NVIDIA RTX 6000 Ada Generation', 'rtx6000-ada'],
    ['RTX 6000 Ada', 'rtx6000-ada'],
    ['NVIDIA RTX PRO 6000 Blackwell Server Edition', 'rtx-pro-6000-bw-server'],
    ['rtx_pro_6000_server', 'rtx-pro-6000-bw-server'],
    ['AMD Instinct MI300X', 'mi300x'],
    ['AMD Instinct MI300X OAM', 'mi300x'],
    ['MI355X', 'mi355x'],
    ['Intel Gaudi 3', 'gaudi3'],
    ['TPU v5 lite', 'tpu-v5e'],
    ['Ironwood', 'tpu-v7'],
  ])('%s is %s', (name, id) => {
    expect(findAccelerator(name)?.id).toBe(id);
  });

  it('each id and each name belongs to one accelerator only', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, names } of ACCELERATORS) {
      for (const key of [id, ...names].flatMap(nameKeys)) owners.set(key, (owners.get(key) ?? new Set()).add(id));
    }
    expect([...owners].filter(([key, ids]) => key === '' || ids.size > 1)).toEqual([]);
  });

  const names = ACCELERATORS.flatMap(({ id, names: further }) => [id, ...further].map((name) => [name, id] as const));

  it('whatever the case and the punctuation', () => {
    const separator = fc.constantFrom(' ', '-', '_', ' - ', '/', '.', '(', '™ ');
    const spelling = fc.constantFrom(
      (text: string) => text.toUpperCase(),
      (text: string) => text.toLowerCase(),
      (text: string) =>
        text.replace(/\w/g, (letter, at: number) => (at % 2 ? letter.toUpperCase() : letter.toLowerCase())),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), separator, spelling, ([name, id], between, spelled) => {
        expect(findAccelerator(spelled(`  ${name.replace(/[ -]/g, between)}  `))?.id).toBe(id);
      }),
    );
  });

  it('whatever the order of its words', () => {
    for (const [name, id] of names) {
      expect([name, findAccelerator(name.split(/[ -]/).reverse().join(' '))?.id]).toEqual([name, id]);
    }
  });
});

describe('not guessed', () => {
  it.each([
    ['H100', '"H100" may be h100-sxm, h100-pcie or h100-nvl: name one of them'],
    ['nvidia a100', '"nvidia a100" may be a100-sxm-40, a100-sxm-80, a100-pcie-40 or a100-pcie-80: name one of them'],
    ['A100 80GB', '"A100 80GB" may be a100-sxm-80 or a100-pcie-80: name one of them'],
    ['A100 SXM', '"A100 SXM" may be a100-sxm-40 or a100-sxm-80: name one of them'],
    ['RTX PRO 6000', '"RTX PRO 6000" may be rtx-pro-6000-bw-ws or rtx-pro-6000-bw-server: name one of them'],
    ['V100', '"V100" may be v100-sxm2-16, v100-sxm2-32, v100-pcie or v100-pcie-32: name one of them'],
    ['Tesla V100 PCIe 24GB', '"Tesla V100 PCIe 24GB" is not known; nearest is v100-pcie or v100-pcie-32'],
    // 144 GB of it exist as well.
    ['GH200', '"GH200" is not known; nearest is gh200-96'],
    ['H10O SXM', '"H10O SXM" is not known; nearest is h100-sxm'],
    ['MI300', '"MI300" is not known; nearest is mi300x'],
  ])('%s', (name, problem) => {
    expect(findAccelerator(name)).toBeUndefined();
    expect(problemOf(name)).toBe(problem);
  });

  it.each([
    'NVIDIA GeForce RTX 4090 D',
    'NVIDIA A100-SXM4-80GB MIG 3g.40gb',
    'NVIDIA H20-3e',
    'GH200 144G HBM3e',
    'MI300A',
  ])('%s is another one', (name) => {
    expect(findAccelerator(name)).toBeUndefined();
    expect(problemOf(name)).toContain('is not known');
  });

  it('what resembles nothing', () => {
    expect(problemOf('Cerebras WSE-3')).toBe(
      '"Cerebras WSE-3" is not known, nor is anything like it; declare its peaks, bandwidth and memory',
    );
  });
});

describe('hostile names', () => {
  const hostile = [
    '',
    ' ',
    '__proto__',
    'constructor',
    'toString',
    'h100.*',
    '(a+)+$',
    '[',
    '\\',
    '\0',
    '🂡',
    'h100-sxm\nx',
    'nvidia',
  ];
  it.each(hostile)('%j names nothing', (name) => {
    expect(findAccelerator(name)).toBeUndefined();
    expect(problemOf(name).length).toBeGreaterThan(0);
  });

  it('lists what is known when nothing is named', () => {
    expect(problemOf('')).toMatch(/^"" names no GPU; known are .*h100-sxm/);
  });

  it('prints no control characters and no more than a line', () => {
    expect(problemOf('\u001b[2J\u202e gpu')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(problemOf('h100-sxm '.repeat(1e6)).length).toBeLessThan(1000);
  });

  it('nothing throws, nothing takes long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (name) => {
        expect(problemOf(name)).not.toBe('');
      }),
      { numRuns: 300 },
    );
    const startedAt = performance.now();
    problemOf(`${'1'.repeat(50_000)} ${'sxm'.repeat(50_000)}`);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
