/** The same with this field; without it where there is nothing to say. Whatever else is there stays. */
export function withField<Whole extends object, Key extends keyof Whole>(
  whole: Whole,
  key: Key,
  value: Whole[Key] | undefined,
): Whole {
  const isNothing = value === undefined || value === '';
  const kept = Object.entries(whole).filter(([name]) => !isNothing || name !== key);
  return { ...Object.fromEntries(kept), ...(!isNothing && { [key]: value }) } as Whole;
}
