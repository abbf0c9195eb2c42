export interface Exchange {
  readonly path: string;
  readonly asked: string;
  readonly status: number;
  /** Of the answer, before compression. */
  readonly bytes: number;
}

export interface Traffic {
  readonly requests: number;
  readonly bytes: number;
  /** Every expression that was to be evaluated. */
  readonly expressions: readonly string[];
  add(exchange: Exchange): void;
  clear(): void;
}

/** What went to and fro between data sources and the server. */
export function createTraffic(): Traffic {
  let exchanges: Exchange[] = [];
  return {
    get requests() {
      return exchanges.length;
    },
    get bytes() {
      return exchanges.reduce((sum, { bytes }) => sum + bytes, 0);
    },
    get expressions() {
      return exchanges.flatMap(expressionsOf);
    },
    add: (exchange) => exchanges.push(exchange),
    clear: () => (exchanges = []),
  };
}

function expressionsOf({ path, asked }: Exchange): string[] {
  if (path === '/api/ds/query') {
    return (JSON.parse(asked) as { queries: { expr?: string }[] }).queries.map(({ expr = '' }) => expr);
  }
  return new URLSearchParams(asked).getAll('query');
}
