import { createLogUpdate } from 'log-update';
import { printableReport, type Report } from '../../report/index.ts';
import { paintFor } from '../terminal.ts';
import { choose, FLEET } from './choice.ts';
import { createFiringSince } from './firing-since.ts';
import { createHistory } from './history.ts';
import { saveReport } from './save-report.ts';
import type { Screen } from './screen.ts';
import { view, type View } from './view.ts';

/**
 * Redraws in place. Of several engines the arrows choose one, Enter opens it and Esc goes back; of an engine they choose a
 * finding, and `?` explains it.
 */
export function terminalScreen(name: string, stdout: NodeJS.WriteStream): Screen {
  const draw = createLogUpdate(stdout);
  const seen = { history: createHistory(), since: createFiringSince() };
  let last: { readonly report: Report; readonly printed: Report } | undefined;
  let choice = FLEET;
  let note = '';
  let page: View['page'] = { last: 0, room: 1 };

  const redraw = (): void => {
    if (!last) return;
    const { rows, columns } = stdout;
    const shown = view(last.printed, seen, { paint: paintFor(stdout), rows, columns, name, note, choice });
    page = shown.page;
    draw(shown.text);
  };

  return {
    show(report) {
      const printed = printableReport(report);
      last = { report, printed };
      seen.history.add(printed);
      seen.since.add(printed);
      redraw();
    },
    remember(report) {
      seen.history.add(printableReport(report));
    },
    press(key) {
      if (!last) return;
      note = '';
      if (key === 's') {
        void saveReport(last.report).then((said) => {
          note = said;
          redraw();
        });
      }
      choice = choose(choice, key, last.printed.engines, page);
      redraw();
    },
    close() {
      draw.clear();
      draw.done();
    },
  };
}
