import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RIDGELINE_VERSION } from '../../src/report/index.ts';
import { runRidgeline } from './run-ridgeline.ts';
import { expectComplaint, fixture } from './surroundings.ts';

const COMMANDS = [
  'analyze',
  'watch',
  'export',
  'record',
  'replay',
  'demo',
  'rules',
  'roofline',
  'calibrate',
  'explain',
  'schema',
];

describe.concurrent('the command line', () => {
  it('lists every command, with examples', async () => {
    const { code, stdout, stderr } = await runRidgeline(['--help'], { fromSource: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(stdout).toContain('Examples:');
    expect(stdout).toContain('Exit codes:');
  });

  it.each(COMMANDS)('has examples of %s', async (command) => {
    const { code, stdout, stderr } = await runRidgeline([command, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`Examples:\\n {2}ridgeline ${command}\\b`));
  });

  it('says its version', async () => {
    expect(await runRidgeline(['--version'])).toMatchObject({ code: 0, stdout: `${RIDGELINE_VERSION}\n`, stderr: '' });
  });

  it('without a command is an error', async () => {
    expect(await runRidgeline([])).toMatchObject({ code: 64, stdout: '' });
  });

  it('of a command without what it needs is an error', async () => {
    expectComplaint(await runRidgeline(['analyze']), 64, /source/);
  });
});

describe.concurrent('schema', () => {
  it('prints the JSON Schema that reports keep to', async () => {
    const recording = fixture('recordings/k_dp2_api2.jsonl.gz');
    const [schema, report] = await Promise.all([
      runRidgeline(['schema'], { fromSource: true }),
      runRidgeline(['analyze', recording, '--last', '30s', '--format', 'json']),
    ]);
    expect(schema).toMatchObject({ code: 0, stderr: '' });
    const parsed = JSON.parse(schema.stdout) as Parameters<typeof z.fromJSONSchema>[0] & object;
    expect(parsed).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
    const validator = z.fromJSONSchema(parsed);
    const document = JSON.parse(report.stdout) as { engines: { measures: Record<string, object> }[] };
    expect(validator.safeParse(document).error).toBeUndefined();
    expect(document.engines).toHaveLength(2);
    // It does refuse what is none.
    expect(validator.safeParse({ ...document, engines: 3 }).success).toBe(false);
    expect(validator.safeParse({ ...document, schemaVersion: 2 }).success).toBe(false);
    expect(validator.safeParse({ ...document, engines: [{ ...document.engines[0], window: null }] }).success).toBe(
      false,
    );
  });
});

describe.concurrent('demo', () => {
  it('shows an overloaded engine, and how to look at one of your own', async () => {
    const { code, stdout, stderr } = await runRidgeline(['demo', '--for', '3s'], { fromSource: true });
    expect(code).toBe(0);
    expect(stdout).toContain('HOW BUSY');
    expect(stdout).toMatch(/^tiny · engine 0 · demo/);
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toMatch(/http:\/\/127\.0\.0\.1:\d+\/metrics/);
    expect(lines.filter((line) => /^\d\d:\d\d:\d\d .* running /.test(line)).length).toBeGreaterThanOrEqual(2);
    expect(lines.slice(-2)).toEqual([
      expect.stringContaining('-- watch http'),
      expect.stringContaining('-- record http'),
    ]);
  });
});
