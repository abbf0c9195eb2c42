import { readFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';
import {
  parseMatchers,
  prometheusSource,
  prometheusTransport,
  recordingSource,
  scrapeSource,
  systemClock,
  type Credentials,
  type Matcher,
  type Source,
  type TargetOptions,
} from '../sources/index.ts';
import { NO_SETTINGS, promisedLatencies, type Settings } from '../settings/index.ts';
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
      new Option('--timeout <duration>', 'give up on a scrape after this; on a query of a Prometheus after 1m')
        .argParser(parseDuration)
        .default(TIMEOUT_SECONDS, '10s'),
    )
    .option('--bearer-token-file <file>', 'send the token in this file')
    .option('--basic-auth-file <file>', 'send the user:password in this file')
    .option('--header <name: value...>', 'send a further header, such as "X-Tenant: a"')
    .option('--ca-file <file>', 'trust the certificate authorities in this PEM file, too')
    .option('--follow-redirects', 'follow redirects; credentials stay with the first host');

/** What to read of a Prometheus. */
export interface PrometheusOptions {
  readonly match?: readonly Matcher[];
  readonly exact?: true;
}

export const addPrometheusOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--match <matchers>',
        `of a Prometheus, only these engines: '{namespace="prod",model_name=~"llama.*"}'`,
      ).argParser(parseMatchers),
    )
    .option('--exact', 'of a Prometheus, read the samples themselves: for few engines and short stretches');

/** `prometheus+http://host:9090`. */
export const isPrometheus = (source: string): boolean => /^prometheus\+https?:\/\//i.test(source);

/** Every URL of a metrics page, and nothing else. */
export const areLive = (sources: readonly string[]): boolean =>
  sources.every((source) => isUrl(source) && !isPrometheus(source));

/** Opens what the user named: URLs are scraped side by side, a Prometheus is asked, anything else is a recording. */
export async function openSource(
  sources: readonly string[],
  options: ConnectionOptions & PrometheusOptions,
  everySeconds: number,
  settings: Settings = NO_SETTINGS,
): Promise<Source> {
  if (sources.some(isPrometheus)) return openPrometheus(sources, options, settings);
  refusePrometheusOptions(options);
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

async function openPrometheus(
  [source = '', ...more]: readonly string[],
  options: ConnectionOptions & PrometheusOptions,
  settings: Settings,
): Promise<Source> {
  if (more.length > 0)
    throw new UsageError('Give one Prometheus and nothing beside it; --match chooses engines in it.');
  const transport = prometheusTransport({
    url: source.replace(/^prometheus\+/i, ''),
    ...(await reachOptions(options)),
    ...(options.timeout !== TIMEOUT_SECONDS && { timeoutSeconds: options.timeout }),
  });
  const { match: matchers = [], exact = false } = options;
  return prometheusSource({ transport, clock: systemClock, matchers, promised: promisedLatencies(settings), exact });
}

function refusePrometheusOptions({ match, exact }: PrometheusOptions): void {
  const option = match ? '--match' : exact ? '--exact' : undefined;
  if (option) throw new UsageError(`${option} is for a Prometheus: give its URL as prometheus+http://host:9090.`);
}

export const isUrl = (source: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(source);

/** `http://host:8000` means its /metrics page. */
export async function targetOptions(urls: readonly string[], options: ConnectionOptions): Promise<TargetOptions[]> {
  const reach = await reachOptions(options);
  return urls.map((url) => ({ url: withPath(url), timeoutSeconds: options.timeout, ...reach }));
}

/** What every request carries, whatever it asks for. */
async function reachOptions(options: ConnectionOptions): Promise<Omit<TargetOptions, 'url'>> {
  const certificateAuthority = options.caFile === undefined ? undefined : await readOption('--ca-file', options.caFile);
  const credentials = await credentialsOf(options);
  return {
    headers: headersOf(options.header ?? []),
    ...(credentials && { credentials }),
    ...(certificateAuthority !== undefined && { certificateAuthority }),
    ...(options.followRedirects && { followRedirects: true }),
  };
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
