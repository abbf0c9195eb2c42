import { describe, expect, it } from 'vitest';
import { apiError } from '../../../src/sources/prometheus-api/api-error.ts';
import type { ApiAnswer } from '../../../src/sources/prometheus-api/index.ts';

const TRIED = 'http://prometheus:9090/ (query)';
const HTML = '<!doctype html>\n<html><head><title>Sign in</title></head><body>…</body></html>';
const refusal = (error: string): string => JSON.stringify({ status: 'error', errorType: 'bad_data', error });

const errorFor = (answer: Partial<ApiAnswer>) =>
  apiError(TRIED, { status: 200, contentType: 'application/json', body: '', ...answer });

describe('an answer', () => {
  it.each([
    [{ status: 401 }, 'unauthorised', /status 401\. .*--bearer-token-file/],
    [{ status: 403 }, 'unauthorised', /status 403\. .*--header/],
    [{ status: 401, body: HTML }, 'unauthorised', /status 401/],
    [{ status: 302, location: 'https://sso/login' }, 'redirected', /a redirect to https:\/\/sso\/login\. .*--follow-/],
    [{ status: 301 }, 'redirected', /status 301, a redirect\. .*--follow-redirects/],
    [
      { status: 400, body: refusal('parse error') },
      'rejected-query',
      /status 400, saying "parse error"\. .*fewer engines/,
    ],
    [
      { status: 422, body: refusal('too many samples') },
      'rejected-query',
      /saying "too many samples"\. .*longer steps/,
    ],
    [{ status: 404, body: '404 page not found' }, 'not-an-api', /status 404, saying "404 page not found"\. .*path/],
    [{ status: 404, body: HTML }, 'not-an-api', /HTML page .*\(status 404, 78 characters\).*\/api\/v1\/query/],
    [
      { status: 200, body: HTML },
      'not-an-api',
      /HTML page .*beginning with "<!doctype html> <html>.*…"\. Give the URL/,
    ],
    [
      { status: 200, body: '{"a":1}' },
      'malformed',
      /Content-Type application\/json, saying "{"a":1}"\. .*between here/,
    ],
    [{ status: 200, body: '', contentType: '' }, 'malformed', /API came back\. Is something/],
    [{ status: 500, body: refusal('no space left') }, 'bad-status', /status 500, saying "no space left"\. .*log/],
    [{ status: 418 }, 'bad-status', /status 418\. Look at the log/],
    [{ status: 429, body: 'slow down' }, 'bad-status', /status 429, saying "slow down"\. It was asked several times/],
    [{ status: 502 }, 'bad-status', /status 502\. It was asked several times/],
    [{ status: 503, body: refusal('query timed out') }, 'bad-status', /saying "query timed out"\. It was asked sever/],
    [{ status: 504 }, 'bad-status', /status 504\. It was asked several times/],
  ] as const)('of %j is an error %s', (answer, code, message) => {
    const error = errorFor(answer);
    expect(error).toMatchObject({ name: 'SourceError', code });
    expect(error.message).toMatch(message);
  });

  it.each([500, 502, 503, 504])('of %d with the HTML of a proxy is not blamed on the URL', (status) => {
    expect(errorFor({ status, body: '<html><h1>Bad Gateway</h1>nginx</html>' }).code).toBe('bad-status');
  });

  it('is told in one paragraph of sentences: what was tried, what came back and what to do', () => {
    for (const status of [200, 302, 400, 401, 404, 422, 429, 500, 503]) {
      for (const body of ['', HTML, refusal('line\nbreak'), 'text\r\n\r\nof a proxy']) {
        const { message } = errorFor({ status, body, location: 'http://a/\nb' });
        expect(message).toMatch(/^http:\/\/prometheus:9090\/ \(query\): .*(status \d|came back).*\. .*[.?)]$/u);
        expect(message).not.toMatch(/[\n\r]| {2}/);
      }
    }
  });
});

describe('what the server says', () => {
  const said = (body: string): string => /saying "(.*)"\. /s.exec(errorFor({ status: 500, body }).message)?.[1] ?? '';

  it('is shown without control characters, as a terminal would obey them', () => {
    expect(said(refusal('a\u001b[31mred\u0007\u0000\u202eb\u009bc'))).toBe('a [31mred b c');
  });

  it('is cut', () => {
    expect(said(refusal('x'.repeat(5000)))).toBe(`${'x'.repeat(300)}…`);
    expect(said('y'.repeat(5000))).toBe(`${'y'.repeat(300)}…`);
  });

  it('is the text of the API where there is one', () => {
    expect(said(refusal('why'))).toBe('why');
    expect(said(JSON.stringify({ error: { code: 5 } }))).toBe('{"error":{"code":5}}');
    expect(said('null')).toBe('null');
    expect(said('[1]')).toBe('[1]');
  });

  it('is found quickly in a body of any size', () => {
    const startedAt = performance.now();
    for (const body of ['{"error":'.repeat(1_000_000), '['.repeat(10_000_000), ' '.repeat(10_000_000)]) {
      expect(errorFor({ status: 500, body }).message.length).toBeLessThan(1000);
      expect(errorFor({ status: 200, body }).message.length).toBeLessThan(1000);
    }
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
