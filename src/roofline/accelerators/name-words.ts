// Said or left out at will.
const FILLERS = new Set([
  'nvidia',
  'amd',
  'intel',
  'google',
  'habana',
  'tesla',
  'instinct',
  'geforce',
  'cloud',
  'generation',
  'edition',
]);

/**
 * The words of a GPU's name that tell it from others, in lower case: `NVIDIA A100-SXM4-80GB` → a100, sxm, 80.
 *
 * - Sockets lose their number (SXM2 … SXM6 follow from the generation), memory its unit.
 */
export function nameWords(name: string): string[] {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/sxm[2-6](?![0-9])/g, 'sxm')
    .replace(/\b(\d+) ?(?:gib|gb|g)\b/g, '$1')
    .split(' ')
    .filter((word) => word !== '' && !FILLERS.has(word));
}

/** What a name is found by: its words as written, and in alphabetical order. */
export function nameKeys(name: string): readonly [string, string] {
  const words = nameWords(name);
  return [words.join(''), words.sort().join('')];
}
