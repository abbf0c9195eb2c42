import { ModelError } from '../model-error.ts';

// Files list up to a few thousand modules, layer by layer.
const MOST_PATTERNS = 20_000;
const MOST_ALTERNATIVES = 64;

/** Does any of these patterns name this module? `model.layers.0.self_attn.q_proj` */
export type Named = (module: string) => boolean;

/**
 * Patterns as quantization configs write them. A config is a stranger's text, so no pattern is run as a regular
 * expression; what is beyond this is an error.
 *
 * - plain: whole parts of the name in a row: `lm_head`, `self_attn`, `model.layers.0.mlp.gate`
 * - with `*`: any text, from the beginning of a part on: `model.layers.*.self_attn`, `model.layers.1*`
 * - after `re:` an expression of letters, `.`, `.*`, `\.`, `\d+`, `[0-9]+`, `(a|b)`, `^`, `$`, as matched from the start
 */
export function namedBy(patterns: readonly string[], field: string): Named {
  if (patterns.length > MOST_PATTERNS) throw new ModelError(field, `a list of at most ${MOST_PATTERNS}`, patterns);
  const plain = new Set<string>();
  const globs: string[] = [];
  for (const pattern of patterns) {
    if (pattern.startsWith('re:')) globs.push(...globsOf(pattern, field));
    else if (pattern.includes('*')) globs.push(...fromAnyPart(withoutWrapper(pattern)));
    else plain.add(withoutWrapper(pattern));
  }
  return (module) => partsInARow(module).some((part) => plain.has(part)) || globs.some((glob) => fits(glob, module));
}

/** Models that also see keep the decoder under a name of its own. */
const withoutWrapper = (pattern: string): string =>
  pattern.replace(/^(model\.)?language_model\./, (_, model: string | undefined) => model ?? '');

function partsInARow(module: string): readonly string[] {
  const parts = module.split('.');
  return parts.flatMap((_, from) =>
    parts.slice(from).map((__, length) => parts.slice(from, from + length + 1).join('.')),
  );
}

const fromAnyPart = (glob: string): string[] => [glob, `${glob}.*`, `*.${glob}`, `*.${glob}.*`];

// In globs made here: * is any text, ? any character. Neither is part of a module's name.
const REPLACED: readonly (readonly [expression: string, glob: string])[] = [
  ...(['.*', '.+', '\\d+', '\\d*', '[0-9]+', '\\w+', '[^.]+', '[^.]*'] as const).map((each) => [each, '*'] as const),
  ...([['\\.', '.'], ['\\d', '?'], ['.', '?']] as const), // prettier-ignore
];

function globsOf(pattern: string, field: string): readonly string[] {
  let globs = [''];
  let rest = pattern.slice(3).replace(/^\^/, '');
  const whole = rest.endsWith('$');
  if (whole) rest = rest.slice(0, -1);
  while (rest !== '') {
    const [taken, alternatives] = nextOf(rest);
    globs = globs.flatMap((glob) => alternatives.map((each) => glob + each));
    if (taken === 0 || globs.length > MOST_ALTERNATIVES) {
      throw new ModelError(field, 'made of names, .*, \\., \\d+ and (a|b)', pattern);
    }
    rest = rest.slice(taken);
  }
  return whole ? globs : globs.map((glob) => `${glob}*`);
}

function nextOf(rest: string): readonly [taken: number, alternatives: readonly string[]] {
  const [letters = ''] = /^[\w/-]+/.exec(rest) ?? [];
  if (letters !== '') return [letters.length, [letters]];
  const group = /^\((?:\?:)?([\w|-]+)\)/.exec(rest);
  if (group) return [group[0].length, (group[1] ?? '').split('|')];
  const [expression, glob] = REPLACED.find(([each]) => rest.startsWith(each)) ?? ['', ''];
  return [expression.length, [glob]];
}

/** Goes back to the last star only, so it takes at most glob × text steps. */
function fits(glob: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resumeAt = 0;
  let i = 0;
  while (i < text.length) {
    if (glob[at] === '*') {
      star = at++;
      resumeAt = i;
    } else if (glob[at] === '?' || glob[at] === text[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resumeAt;
    } else {
      return false;
    }
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}
