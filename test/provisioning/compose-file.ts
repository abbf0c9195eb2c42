import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

interface Compose {
  readonly services: Readonly<Record<'install' | 'vllm' | 'exporter' | 'prometheus' | 'grafana', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** docker-compose.yml with its merges done, before variables are put in. */
export const COMPOSE = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as Compose;

export const SERVICES = Object.entries(COMPOSE.services);

/** `./dist:/var/lib/…:ro` in its parts. */
export const mountsOf = ({ volumes }: Service) =>
  volumes.map((volume) => {
    const [from = '', to = '', mode = 'rw'] = volume.split(':');
    return { from, to, mode };
  });
