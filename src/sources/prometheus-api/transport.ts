/** One call of the Prometheus HTTP API, under `/api/v1/`. */
export interface ApiRequest {
  readonly path: 'query' | 'query_range' | 'series' | 'label/__name__/values';
  readonly parameters: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** What came back, whatever the status. */
export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Where a redirect points that was not followed. */
  readonly location?: string | undefined;
  /** What the server asks to wait before trying again. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Reaches a server of the API. Only no answer at all rejects: a SourceError, or the reason of the signal. */
export interface Transport {
  /** The server as shown to people: a URL without secrets. */
  readonly name: string;
  send(request: ApiRequest): Promise<ApiAnswer>;
}
