/** An object of the settings as it was written, right or wrong: the form changes what it shows and keeps the rest. */
export type Document = Readonly<Record<string, unknown>>;

export const isDocument = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands there, if anything does. */
export const valueAt = (document: Document, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (isDocument(value) ? value[key] : undefined), document);

/** The same with another value there. Without a value the key goes, and with it what is left empty around it. */
export function withValueAt(document: Document, [key, ...inner]: readonly string[], value: unknown): Document {
  if (key === undefined) return document;
  const there = document[key];
  const changed = inner.length === 0 ? value : withValueAt(isDocument(there) ? there : {}, inner, value);
  const isNothing = changed === undefined || (inner.length > 0 && isEmpty(changed));
  if (!isNothing) return { ...document, [key]: changed };
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));
}

const isEmpty = (value: unknown): boolean => isDocument(value) && Object.keys(value).length === 0;

/** Whether a form can show it: lists of objects, however wrong those are inside. */
export const isFormable = (value: unknown): value is Document =>
  isDocument(value) && isListOfDocuments(value['deployments']) && isListOfDocuments(value['objectives']);

const isListOfDocuments = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.every(isDocument));

/** The deployments or the objectives; none where there is no such list. */
export function entriesOf(document: Document, list: 'deployments' | 'objectives'): readonly Document[] {
  const entries = document[list];
  return Array.isArray(entries) ? entries.filter(isDocument) : [];
}
