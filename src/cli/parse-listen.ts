import { InvalidArgumentError } from 'commander';
import { parsePort } from './parse-number.ts';

/** Where a server listens. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `127.0.0.1:9842`, `localhost:0`, `[::1]:9842`. A host is asked for, so that nobody listens on all addresses unawares. */
export function parseListen(text: string): ListenAddress {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):(\d+)$/.exec(text.trim()) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || port === undefined) {
    throw new InvalidArgumentError(
      `"${text}" is not host:port. Give 127.0.0.1:9842 for this machine only, or 0.0.0.0:9842 for every network it is on.`,
    );
  }
  return { host, port: parsePort(port) };
}

export const formatListen = ({ host, port }: ListenAddress): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;
