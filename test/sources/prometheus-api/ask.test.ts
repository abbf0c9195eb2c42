import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../src/sources/index.ts';
import { ask, askAll } from '../../../src/sources/prometheus-api/ask.ts';
import { decodeTexts } from '../../../src/sources/prometheus-api/decode.ts';
import { prepared, success } from './prepared.ts';

const REQUEST = { path: 'series', parameters: { start: '1' } } as const;

describe('a question', () => {
  it('is answered with what the body says', async () => {
    const server = prepared(() => success(['a'], { warnings: ['slow'] }));
    expect(await ask(server, REQUEST, decodeTexts)).toEqual({ data: ['a'], warnings: ['slow'] });
    expect(server.requests).toEqual([REQUEST]);
  });

  it('fails with the server and the path in the message', async () => {
    const server = prepared(() => ({ status: 500, body: 'out of memory' }));
    await expect(ask(server, REQUEST, decodeTexts)).rejects.toMatchObject({
      name: 'SourceError',
      code: 'bad-status',
      message: expect.stringMatching(/^http:\/\/prometheus:9090\/ \(series\): .*out of memory/) as string,
    });
  });

  it('that is answered with something else fails as malformed', async () => {
    const server = prepared(() => success({ not: 'texts' }));
    await expect(ask(server, REQUEST, decodeTexts)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('fails as the transport does', async () => {
    const failure = new SourceError('unreachable', 'nobody there');
    const server = prepared(() => Promise.reject(failure));
    await expect(ask(server, REQUEST, decodeTexts)).rejects.toBe(failure);
  });

  it('lets a mistake of our own through', async () => {
    const mistake = new TypeError('a bug');
    const decode = () => {
      throw mistake;
    };
    await expect(
      ask(
        prepared(() => success([])),
        REQUEST,
        decode,
      ),
    ).rejects.toBe(mistake);
  });
});

describe('many questions', () => {
  it('are answered in their order, however long each takes', async () => {
    const answers = await askAll([30, 1, 20, 5, 10, 0], async (milliseconds) => {
      await sleep(milliseconds);
      return `${milliseconds} ms`;
    });
    expect(answers).toEqual(['30 ms', '1 ms', '20 ms', '5 ms', '10 ms', '0 ms']);
  });

  it.each([
    [1, 10, 1],
    [3, 10, 3],
    [undefined, 10, 4],
    [8, 2, 2],
  ])('with at most %s at once of %d are %d on the way', async (atOnce, count, expected) => {
    let onTheWay = 0;
    let most = 0;
    const question = async () => {
      most = Math.max(most, ++onTheWay);
      await sleep(1);
      onTheWay--;
    };
    await askAll(new Array<undefined>(count).fill(undefined), question, atOnce);
    expect(most).toBe(expected);
  });

  it('are none', async () => {
    expect(await askAll([], () => Promise.reject(new Error('not asked')))).toEqual([]);
  });

  it('fail with the first failure, when nothing is on the way any more, and none is asked after it', async () => {
    const asked: number[] = [];
    const done: number[] = [];
    const answer = async (milliseconds: number) => {
      asked.push(milliseconds);
      await sleep(milliseconds);
      done.push(milliseconds);
      if (milliseconds < 30) throw new Error(`failed after ${milliseconds} ms`);
    };
    await expect(askAll([20, 40, 1, 50, 60, 70], answer, 4)).rejects.toThrow('failed after 1 ms');
    expect(asked).toEqual([20, 40, 1, 50]);
    expect(done).toEqual([1, 20, 40, 50]);
  });

  it('fail with what was thrown before a promise was there', async () => {
    await expect(
      askAll([1], () => {
        throw new Error('at once');
      }),
    ).rejects.toThrow('at once');
  });
});
