/** The URL as it may be shown: without user and password, and with secret-looking query parameters masked. */
export function displayUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.host) return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1');
  url.username = '';
  url.password = '';
  url.hash = ''; // Never sent, so it says nothing of where the numbers come from.
  for (const name of new Set(url.searchParams.keys())) {
    if (/token|key|secret|passw|auth|sig/i.test(name)) url.searchParams.set(name, 'hidden');
  }
  return url.href;
}
