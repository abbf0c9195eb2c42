import { SHARED_MODULES } from './shared-modules.ts';

export interface LoadedModule {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
}

type Factory = (...modules: readonly unknown[]) => Readonly<Record<string, unknown>>;

const loaded = new Map<string, Promise<LoadedModule>>();

/** Runs a plugin's module as SystemJS does for Grafana: `define` is called with names of shared modules and one factory. */
export function loadModule(url: string): Promise<LoadedModule> {
  const loading = loaded.get(url) ?? run(url);
  loaded.set(url, loading);
  return loading;
}

async function run(url: string): Promise<LoadedModule> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const source = await response.text();
  let result: LoadedModule | undefined;
  const define = (dependencies: readonly string[], factory: Factory): void => {
    result = { dependencies, exports: factory(...dependencies.map((name) => moduleCalled(name, url))) };
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- which is how an AMD loader runs text that it has fetched
  const evaluate = new Function('define', `${source}\n//# sourceURL=${url}`) as (define: object) => void;
  evaluate(Object.assign(define, { amd: {} }));
  if (!result) throw new Error(`${url} defines no module`);
  return result;
}

function moduleCalled(name: string, url: string): unknown {
  // By which webpack learns where its chunks are.
  if (name === 'module') return { id: url, uri: new URL(url, window.location.href).href };
  const shared = SHARED_MODULES[name];
  if (!shared) throw new Error(`${url} needs "${name}", which Grafana does not share`);
  return shared;
}
