// Run as a process of its own by source.test.ts: leaves a source in the middle of its work in every way there is, says so,
// and then has nothing left to do. What a source forgets to release keeps the process alive.
import { setTimeout as sleep } from 'node:timers/promises';
import { recordingSource, scrapeSource, systemClock, type Source } from '../../src/sources/index.ts';

const [where = ''] = process.argv.slice(2);
const source: Source = where.startsWith('http:')
  ? scrapeSource([{ url: where }], { clock: systemClock, everySeconds: 0.02 })
  : recordingSource(where);

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Aborts a little after the work began, and says when it has ended, whichever way. */
async function aborted(name: string, work: (abortSoon: () => void, signal: AbortSignal) => Promise<void>) {
  const abort = new AbortController();
  const abortSoon = () => {
    void sleep(50).then(() => {
      abort.abort();
    });
  };
  await work(abortSoon, abort.signal).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  say(abort.signal.aborted ? `${name} aborted` : `${name} was over before it could be aborted`);
}

const FOLLOW = { everySeconds: 0.02, windowSeconds: 10 };

await aborted('observe', async (abortSoon, signal) => {
  await source.observe({}, { signal, onProgress: abortSoon });
});
await aborted('follow', async (abortSoon, signal) => {
  for await (const observation of source.follow({ ...FOLLOW, signal })) {
    if (observation.samples > 0) abortSoon();
  }
});
for await (const observation of source.follow(FOLLOW)) {
  say(`follow left after ${observation.samples} sample`);
  break;
}
