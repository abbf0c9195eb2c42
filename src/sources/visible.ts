/** The beginning of a text from outside on one line, without control characters. */
export const visible = (text: string, characters = 60): string => {
  const line = text
    .slice(0, characters * 20)
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim();
  return line.length > characters ? `${line.slice(0, characters).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
};
