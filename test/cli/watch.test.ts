import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { startReplay } from '../../src/cli/replay-server.ts';
import { reportSchema } from '../../src/report/index.ts';
import { systemClock } from '../../src/sources/index.ts';
import { interrupt, runRidgeline, startRidgeline } from './run-ridgeline.ts';
import { emptyFolder, fileIn, fixture, untilTheEnd } from './surroundings.ts';
import { NO_TERMINAL, ROWS, startOnTerminal } from './on-terminal.ts';

const recording = fixture('recordings/b_overload.jsonl.gz');

/** What one line says of an engine at one instant. */
const LINE = /^\d\d:\d\d:\d\d {2}tiny · engine 0 · .* running [\d.]+ .* waiting [\d.]+/;

let url: string;
beforeAll(async () => {
  const replay = await startReplay(recording, { clock: systemClock, speed: 20, loop: true });
  untilTheEnd(() => replay.close());
  ({ url } = replay);
});

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe.concurrent('watch, without a terminal', () => {
  it('says one line an interval, and gives the last report after --for', async () => {
    const { code, stdout, stderr } = await runRidgeline(['watch', url, '--for', '3s', '--ttft', '0.3']);
    expect(code).toBe(0);
    const lines = linesOf(stderr);
    expect(lines.filter((line) => !LINE.test(line))).toEqual([]);
    // At 0, 1 and 2 s, and perhaps at 3 s; fewer where the machine is slow.
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(stdout).toContain('HOW BUSY');
    expect(stdout).not.toContain('\u001b');
  });

  it('interrupted, gives the last report at once', async () => {
    const watching = startRidgeline(['watch', url, '--every', '300ms', '--format', 'json']);
    await watching.stderrShows(/(.*\n){6}/);
    const { code, stdout, stderr, seconds } = await interrupt(watching, 'SIGINT');
    expect(code).toBe(0);
    expect(seconds).toBeLessThan(2);
    const { engines, window } = reportSchema.parse(JSON.parse(stdout));
    expect(engines).toMatchObject([{ model: 'tiny', target: url }]);
    // A scrape that comes early shares its line with the next.
    expect(window.samples).toBeGreaterThanOrEqual(linesOf(stderr).length);
  });

  it('of a recording follows it to its end', async () => {
    const { code, stdout, stderr } = await runRidgeline(['watch', recording, '--window', '20s', '--format', 'json']);
    expect(code).toBe(0);
    // 191 scrapes, of which those that came early share an interval.
    expect(linesOf(stderr).length).toBeGreaterThan(150);
    const { window } = reportSchema.parse(JSON.parse(stdout));
    expect(window.seconds).toBeGreaterThan(18);
    expect(window.seconds).toBeLessThan(21.5);
    expect(window.samples).toBeLessThan(25);
  });

  it('of a recording stops in the middle with a report', async () => {
    const folder = await emptyFolder();
    const long = await fileIn(
      folder,
      'long.jsonl.gz',
      Buffer.concat(new Array<Buffer>(30).fill(readFileSync(recording))),
    );
    const { code, stdout, stderr } = await runRidgeline(['watch', long, '--for', '1s', '--format', 'json']);
    expect(linesOf(stderr).filter((line) => !LINE.test(line))).toEqual([]);
    expect(code).toBe(0);
    expect(reportSchema.parse(JSON.parse(stdout)).engines).toHaveLength(1);
  });

  it('minds no reader that goes away', async () => {
    const watching = startRidgeline(['watch', url, '--for', '1s']);
    watching.child.stdout.destroy();
    expect(await watching.finished).toMatchObject({ code: 0 });
  });
});

describe.concurrent('watch, on a terminal', () => {
  const HIDDEN_CURSOR = '\u001b[?25l';
  const SHOWN_CURSOR = '\u001b[?25h';
  const FRAME_END = '\u001b[?2026l';
  // Up, and to the beginning of the line: drawn over what was there.
  // eslint-disable-next-line no-control-regex -- what terminals are told
  const BACK = /\u001b\[\d*A\u001b\[G/;

  const frames = (screen: string): string[] => screen.split(FRAME_END).slice(0, -1);
  /** What comes after the last frame. */
  const left = (screen: string): string => screen.slice(screen.lastIndexOf(FRAME_END));

  it('draws in place; s saves a report; q quits with one', async ({ skip }) => {
    skip(NO_TERMINAL !== undefined, NO_TERMINAL);
    const cwd = await emptyFolder();
    const watching = startOnTerminal(['watch', url, '--every', '300ms'], cwd);
    await watching.shows((screen) => frames(screen).length >= 3);
    watching.press('s');
    await watching.shows((screen) => screen.includes('saved ridgeline-'));
    watching.press('q');
    const { code, screen } = await watching.ended;
    expect(code).toBe(0);
    expect(screen).toMatch(BACK);
    expect(screen.lastIndexOf(SHOWN_CURSOR)).toBeGreaterThan(screen.lastIndexOf(HIDDEN_CURSOR));
    // What stays is the report, in colour and without the hint.
    expect(left(screen)).toContain('WHAT LIMITS IT');
    expect(left(screen)).toContain('\u001b[36m');
    expect(left(screen)).not.toContain('q quits');
    const [json, markdown] = (await readdir(cwd)).sort();
    expect(markdown).toMatch(/^ridgeline-.*\.md$/);
    expect(await readFile(`${cwd}/${markdown}`, 'utf8')).toMatch(/^#+ /m);
    expect(json).toBe(markdown?.replace(/md$/, 'json'));
    const saved = reportSchema.parse(JSON.parse(await readFile(`${cwd}/${json}`, 'utf8')));
    expect(saved.engines).toMatchObject([{ model: 'tiny' }]);
  });

  it('explains the finding that is chosen, and goes back', async ({ skip }) => {
    skip(NO_TERMINAL !== undefined, NO_TERMINAL);
    const args = ['watch', url, '--every', '300ms', '--window', '5s'];
    const watching = startOnTerminal(args, await emptyFolder());
    await watching.shows((screen) => screen.includes('sequence-cap'));
    watching.press('j');
    await watching.shows((screen) => screen.includes('▸'));
    watching.press('?');
    await watching.shows((screen) => screen.includes('What it means'));
    watching.press('\u001b');
    await watching.shows((screen) => frames(screen).at(-1)?.includes('WHAT TO CHANGE') === true);
    watching.press('q');
    expect((await watching.ended).code).toBe(0);
  });

  it('of two engines shows a table, and the one that is opened; Ctrl-C quits with a report', async ({ skip }) => {
    skip(NO_TERMINAL !== undefined, NO_TERMINAL);
    const replay = await startReplay(fixture('recordings/k_dp2_api2.jsonl.gz'), { clock: systemClock, speed: 20 });
    untilTheEnd(() => replay.close());
    const watching = startOnTerminal(['watch', replay.url, '--every', '300ms'], await emptyFolder());
    await watching.shows((screen) => frames(screen).length >= 3);
    watching.press('\u001b[B');
    // Whichever engine is the worst and comes first, the mark is on the second.
    await watching.shows((screen) => / {2}tiny · engine[^\n]*\n[^\n]*▸/.test(screen));
    watching.press('\r');
    await watching.shows((screen) => screen.includes('HOW BUSY'));
    watching.press('\u0003');
    const { code, screen } = await watching.ended;
    expect(code).toBe(0);
    expect(left(screen)).toContain('WHAT LIMITS IT');
    const [first = '', ...more] = frames(screen);
    expect(first).toContain('ENGINE');
    expect(first).not.toContain('HOW BUSY');
    for (const frame of [first, ...more]) expect(frame.split('\n').length).toBeLessThanOrEqual(ROWS);
  });
});
