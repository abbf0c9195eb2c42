import { describe, expect, it } from 'vitest';
import { parseSettings, type Settings } from '../../src/settings/index.ts';
import { settingRows } from '../../src/report/setting-rows.ts';
import { settingsOf, settingsReport } from '../../src/report/settings-report.ts';
import { settingsReportSchema } from '../../src/report/settings-schema.ts';

function settingsFrom(document: object): Settings {
  const result = parseSettings(document);
  if ('problems' in result) throw new Error(result.problems.join());
  return result.settings;
}

const SETTINGS = settingsFrom({
  deployments: [
    { match: { model: 'a.*' }, hardware: { name: 'x', flopPerSecond: { bf16: 1e12 } }, parallelism: { expert: true } },
    { model: { _name_or_path: 'me/mine', hidden_size: 64 } },
    { model: { architectures: ['LlamaForCausalLM'] } },
    { model: { hidden_size: 64 } },
  ],
  objectives: [{ ttftSeconds: 0.5, share: 0.9 }],
  rules: { 'sequence-cap': { waitingShare: 0.3 } },
  alerts: { waitingRequests: 10 },
});

describe('the settings of a report', () => {
  const report = settingsReport(SETTINGS);

  it('are what was declared, and fit the schema', () => {
    expect(settingsReportSchema.parse(report)).toEqual(report);
    expect(report.deployments[0]).toEqual({
      match: { model: 'a.*' },
      hardware: { name: 'x', flopPerSecond: { bf16: 1e12 } },
      parallelism: { expert: true },
    });
    expect(report).not.toHaveProperty('alerts');
  });

  it('of a config.json have what it calls itself', () => {
    expect(report.deployments.map(({ model }) => model)).toEqual([
      undefined,
      'config.json of me/mine',
      'config.json of LlamaForCausalLM',
      'config.json',
    ]);
  });

  it('leave out what flags left empty', () => {
    const flags: Settings = {
      deployments: [{ match: {}, parallelism: {}, engine: { maxNumSeqs: 8 } }],
      objectives: [],
    };
    expect(settingsReport(flags)).toEqual({ deployments: [{ match: {}, engine: { maxNumSeqs: 8 } }], objectives: [] });
  });

  it('say by place which of them apply to an engine', () => {
    const { deployments, objectives } = SETTINGS;
    expect(settingsOf(SETTINGS, { deployment: deployments[1], objective: objectives[0] })).toEqual({
      deployment: 1,
      objective: 0,
    });
    expect(settingsOf(SETTINGS, { deployment: undefined, objective: undefined })).toEqual({
      deployment: null,
      objective: null,
    });
  });

  it('are rows of those that apply, by their keys', () => {
    expect(settingRows({ settings: { deployment: 0, objective: 0 } }, report)).toEqual([
      ['deployment.match.model', 'a.*'],
      ['deployment.hardware.name', 'x'],
      ['deployment.hardware.flopPerSecond.bf16', '1000000000000'],
      ['deployment.parallelism.expert', 'true'],
      ['objective.ttftSeconds', '0.5'],
      ['objective.share', '0.9'],
      ['rules.sequence-cap.waitingShare', '0.3'],
    ]);
    expect(
      settingRows({ settings: { deployment: null, objective: null } }, { deployments: [], objectives: [] }),
    ).toEqual([]);
    expect(settingRows({}, report)).toBeUndefined();
  });
});
