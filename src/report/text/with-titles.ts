import { MEASURES, type MeasureId } from '../../analysis/index.ts';

/** "itlSeconds stays" for people: "“ITL” stays". What is no measure stays as it is. */
export const withTitles = (text: string): string =>
  text.replace(/\b[a-z]+[A-Z]\w*/g, (word) => {
    const measure = MEASURES.get(word as MeasureId);
    return measure ? `“${measure.title}”` : word;
  });
