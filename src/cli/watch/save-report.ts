import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderMarkdown, type Report } from '../../report/index.ts';
import { originOf } from '../origin-of.ts';

/** Writes the report beside the user, for people and for programs, and never over a file; says in a few words how that went. */
export async function saveReport(report: Report, folder = '.'): Promise<string> {
  const stem = `ridgeline-${new Date(report.window.endAtSeconds * 1000).toISOString().replace(/[:.]/g, '-')}`;
  try {
    await writeFile(join(folder, `${stem}.md`), renderMarkdown(report, originOf(report, { hasPast: false })), {
      flag: 'wx',
    });
    await writeFile(join(folder, `${stem}.json`), `${JSON.stringify(report, null, 2)}\n`, { flag: 'wx' });
    return `saved ${stem}.md and .json`;
  } catch (error) {
    return `not saved: ${error instanceof Error ? error.message : String(error)}`;
  }
}
