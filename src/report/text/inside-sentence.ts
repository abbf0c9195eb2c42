/** As it stands within a sentence: "The cache is full" begins small there, "TTFT is long" does not. */
export const insideSentence = (sentence: string): string =>
  sentence.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
