import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import {
  recordingSource,
  scrapeSource,
  systemClock,
  type Credentials,
  type Source,
  type TargetOptions,
} from '../sources/index.ts';
import { UsageError } from './exit-code.ts';
import { parseDuration } from './parse-time.ts';

/** How to reach a target; the same for every command that scrapes. */
export interface ConnectionOptions {
  readonly timeout: number;
  readonly bearerTokenFile?: string;
  readonly basicAuthFile?: string;
  readonly header?: readonly string[];
  readonly caFile?: string;
  readonly followRedirects?: true;
}

// As Prometheus: a scrape may take ten seconds.
const TIMEOUT_SECONDS = 10;

export const addConnectionOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--timeout <duration>', 'give up on a scrape after this')
        .argParser(parseDuration)
        .default(TIMEOUT_SECONDS, '10s'),
    )
    .option('--bearer-token-file <file>', 'send the token in this file')
    .option('--basic-auth-file <file>', 'send the user:password in this file')
    .option('--header <name: value...>', 'send a further header, such as "X-Tenant: a"')
    .option('--ca-file <file>', 'trust the certificate authorities in this PEM file, too')
    .option('--follow-redirects', 'follow redirects; credentials stay with the first host');

/** Opens what the user named: URLs are scraped side by side, anything else is a recording. */
export async function openSource(
  sources: readonly string[],
  options: ConnectionOptions,
  everySeconds: number,
): Promise<Source> {
  const urls = sources.filter(isUrl);
  if (urls.length === sources.length) {
    return scrapeSource(await targetOptions(urls, options), { clock: systemClock, everySeconds });
  }
  const [path, ...more] = sources;
  if (path === undefined || more.length > 0) {
    throw new UsageError(
      'Give one recording, or one or more URLs; a recording and something else cannot be read together.',
    );
  }
  return recordingSource(path);
}

export const isUrl = (source: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(source);

/** `http://host:8000` means its /metrics page. */
export async function targetOptions(urls: readonly string[], options: ConnectionOptions): Promise<TargetOptions[]> {
  const certificateAuthority = options.caFile === undefined ? undefined : await readOption('--ca-file', options.caFile);
  const credentials = await credentialsOf(options);
  const headers = headersOf(options.header ?? []);
  return urls.map((url) => ({
    url: withPath(url),
    timeoutSeconds: options.timeout,
    headers,
    ...(credentials && { credentials }),
    ...(certificateAuthority !== undefined && { certificateAuthority }),
    ...(options.followRedirects && { followRedirects: true }),
  }));
}

function withPath(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.pathname === '/' && url.search === '') url.pathname = '/metrics';
  return url.href;
}

async function credentialsOf({ bearerTokenFile, basicAuthFile }: ConnectionOptions): Promise<Credentials | undefined> {
  if (bearerTokenFile !== undefined && basicAuthFile !== undefined) {
    throw new UsageError('Give --bearer-token-file or --basic-auth-file, not both.');
  }
  if (bearerTokenFile !== undefined) {
    return { kind: 'bearer', token: (await readOption('--bearer-token-file', bearerTokenFile)).trim() };
  }
  if (basicAuthFile === undefined) return undefined;
  const [username = '', ...password] = (await readOption('--basic-auth-file', basicAuthFile)).trim().split(':');
  if (username === '' || password.length === 0)
    throw new UsageError(`--basic-auth-file ${basicAuthFile} must hold user:password on one line.`);
  return { kind: 'basic', username, password: password.join(':') };
}

function headersOf(headers: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    headers.map((header) => {
      const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*(.*)$/.exec(header) ?? [];
      // The header is not quoted: what was meant as its value may be a secret.
      if (name === undefined || value === undefined) throw new UsageError('--header takes "Name: value".');
      return [name, value];
    }),
  );
}

async function readOption(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(
      `${option} ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      { cause: error },
    );
  }
}
