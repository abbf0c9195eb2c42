/** A config that cannot be read exactly: which field, what was found there, and what is accepted. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly field: string;

  constructor(field: string, accepted: string, found: unknown) {
    super(`${field} must be ${accepted}, found ${shown(found)}`);
    this.field = field;
  }
}

const MOST_CHARACTERS = 80;

function shown(found: unknown): string {
  if (found === undefined || found === null) return 'nothing';
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  if (Array.isArray(found)) return `a list of ${found.length}`;
  if (typeof found !== 'string') return typeof found === 'object' ? 'an object' : `a ${typeof found}`;
  const text = JSON.stringify(found);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
