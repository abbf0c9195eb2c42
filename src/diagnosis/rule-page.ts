/** What there is to read about a rule; the page stands in the rule's own file, so that it cannot lag behind. Markdown. */
export interface RulePage {
  readonly whatItMeans: string;
  readonly whyItMatters: string;
  readonly howItIsComputed: string;
  readonly whatToDo: string;
  readonly whenItMisleads: string;
  /** Documentation, papers, issues: title and address, or the part of vLLM's source. */
  readonly references: readonly string[];
}
