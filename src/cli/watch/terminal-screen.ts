import { writeFile } from 'node:fs/promises';
import { createLogUpdate } from 'log-update';
import { printableReport, renderMarkdown, type Report } from '../../report/index.ts';
import { originOf } from '../origin-of.ts';
import { paintFor } from '../terminal.ts';
import { createHistory } from './history.ts';
import type { Screen } from './screen.ts';
import { chooseEngine, FLEET, view } from './view.ts';

/** Redraws in place. Of several engines the arrows choose one, Enter opens it and Esc goes back. */
export function terminalScreen(name: string, stdout: NodeJS.WriteStream): Screen {
  const draw = createLogUpdate(stdout);
  const history = createHistory();
  let last: Report | undefined;
  let choice = FLEET;
  let note = '';

  const redraw = (): void => {
    if (!last) return;
    const keys = last.engines.length > 1 ? '↑ ↓ Enter Esc choose an engine · ' : '';
    const hint = `${note}${name} · ${keys}s saves a report · q quits with one`;
    const { rows, columns } = stdout;
    draw(view(printableReport(last), history, { paint: paintFor(stdout), rows, columns, hint, choice }));
  };
  const save = async (report: Report): Promise<void> => {
    const file = `ridgeline-${new Date(report.window.endAtSeconds * 1000).toISOString().replace(/[:.]/g, '-')}.md`;
    note = await writeFile(file, renderMarkdown(report, originOf(report, { hasPast: false })), { flag: 'wx' }).then(
      () => `saved ${file} · `,
      (error: unknown) => `not saved: ${error instanceof Error ? error.message : String(error)} · `,
    );
    redraw();
  };

  return {
    show(report) {
      last = report;
      history.add(report);
      redraw();
    },
    remember(report) {
      history.add(report);
    },
    press(key) {
      if (!last) return;
      if (key === 's') void save(last);
      choice = chooseEngine(choice, key, last.engines);
      redraw();
    },
    close() {
      draw.clear();
      draw.done();
    },
  };
}
