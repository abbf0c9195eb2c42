/** What a failure says to people. Grafana's failed requests are no Errors; what the server said is in their data. */
export function messageOf(failure: unknown): string {
  if (failure instanceof Error) return failure.message;
  const { data, statusText } = (failure ?? {}) as { data?: { message?: unknown }; statusText?: unknown };
  const said = [data?.message, statusText].find((text) => typeof text === 'string' && text !== '');
  return typeof said === 'string' ? said : typeof failure === 'string' ? failure : 'It failed without a word.';
}
