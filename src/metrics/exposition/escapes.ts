/** Undoes `\\`, `\"` and `\n`. Any other backslash stands for itself, as Prometheus reads it. */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([\\"n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/** For HELP of the classic format, where quotes stand for themselves. */
export const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/** For everything between quotes, and for HELP of OpenMetrics. */
export const escapeQuoted = (text: string): string => escapeHelp(text).replaceAll('"', '\\"');
