import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { saveReport } from '../../../src/cli/watch/save-report.ts';
import { reportSchema } from '../../../src/report/index.ts';
import { emptyFolder } from '../surroundings.ts';
import { engineReport, reportWith } from './engine-report.ts';

const REPORT = reportWith([engineReport({})]);

it('saves what people and what programs read', async () => {
  const folder = await emptyFolder();
  expect(await saveReport(REPORT, folder)).toBe('saved ridgeline-2026-11-22T03-14-46-000Z.md and .json');
  const [json = '', markdown = ''] = (await readdir(folder)).sort();
  expect(reportSchema.parse(JSON.parse(await readFile(join(folder, json), 'utf8')))).toEqual(REPORT);
  expect(await readFile(join(folder, markdown), 'utf8')).toMatch(/^# Ridgeline: test/);
});

it('never writes over a file, and says so', async () => {
  const folder = await emptyFolder();
  const path = join(folder, 'ridgeline-2026-11-22T03-14-46-000Z.md');
  await writeFile(path, 'mine');
  expect(await saveReport(REPORT, folder)).toMatch(/^not saved: EEXIST/);
  expect(await readFile(path, 'utf8')).toBe('mine');
  expect(await readdir(folder)).toHaveLength(1);
});

it('says where it could not be written', async () => {
  expect(await saveReport(REPORT, join(await emptyFolder(), 'nowhere'))).toMatch(/^not saved: ENOENT/);
});
