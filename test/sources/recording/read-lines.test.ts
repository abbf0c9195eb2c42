import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLines } from '../../../src/sources/recording/read-lines.ts';
import { collect } from '../collect.ts';

it('gives the same lines however the bytes are cut into chunks', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', '\u20ac', '\r', ' ') });
  await fc.assert(
    fc.asyncProperty(fc.array(line), line, fc.integer({ min: 1, max: 9 }), async (whole, half, chunkBytes) => {
      const bytes = Buffer.from(whole.map((text) => `${text}\n`).join('') + half);
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
      expect(await collect(readLines(Readable.from(chunks), 1000))).toEqual([
        ...whole.map((text) => ({ text, hasEnded: true })),
        ...(half === '' ? [] : [{ text: half, hasEnded: false }]),
      ]);
    }),
  );
});

it('a line longer than allowed is one without text, and the next is whole again', async () => {
  const chunks = ['1234', '5678\n', 'ab\n', '123456789'].map((text) => Buffer.from(text));
  expect(await collect(readLines(Readable.from(chunks), 7))).toEqual([
    { text: undefined, hasEnded: true },
    { text: 'ab', hasEnded: true },
    { text: undefined, hasEnded: false },
  ]);
});

it('a line longer than memory is not held', async () => {
  let peakBytes = 0;
  function* chunks() {
    for (let megabytes = 0; megabytes < 600; megabytes++) {
      peakBytes = Math.max(peakBytes, process.memoryUsage().arrayBuffers);
      yield Buffer.alloc(1e6, 'x');
    }
  }
  const startBytes = process.memoryUsage().arrayBuffers;
  expect(await collect(readLines(Readable.from(chunks()), 10e6))).toEqual([{ text: undefined, hasEnded: false }]);
  expect(peakBytes - startBytes).toBeLessThan(300e6);
});
