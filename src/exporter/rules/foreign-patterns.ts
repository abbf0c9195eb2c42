import { alertSettings, type Settings } from '../../settings/index.ts';

// Go's RE2 has neither looking around nor references back, and writes some escapes and named groups otherwise.
const NOT_RE2 = /\(\?(?:[=!]|<)|\\(?:[1-9]|k<|u|c[A-Za-z])/;

/** Patterns of the settings that would end up in rules, but that Prometheus does not understand: which, and what in them. */
export function foreignPatterns(settings: Settings): string[] {
  const patterns = [
    ...settings.objectives.flatMap(({ match }, i) => [
      [`objectives[${i}].match.model`, match.model],
      [`objectives[${i}].match.target`, match.target],
    ]),
    ['alerts.jobs', alertSettings(settings).jobs],
  ];
  return patterns.flatMap(([key = '', pattern = '']) => {
    const found = NOT_RE2.exec(pattern.replaceAll('\\\\', ''));
    return found ? [`${key}: Prometheus does not understand "${found[0]}" in ${JSON.stringify(pattern)}`] : [];
  });
}
