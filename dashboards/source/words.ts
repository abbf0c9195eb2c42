/** What a description says, in the reader's words: what there is to see, when it misleads, and what would change it. */
export interface Words {
  readonly shows: string;
  readonly misleads: string;
  /** Settings and flags, in code font. */
  readonly changes: string;
}

export const describe = ({ shows, misleads, changes }: Words): string =>
  `${shows}\n\n**Misleads:** ${misleads}\n\n**What changes it:** ${changes}`;

/** Instead of "No data": why there may be none, and what to do. */
export const NO_DATA = {
  engines:
    'No vLLM engine matches. Choose All for model, target and engine or a longer range; if that is empty too, run Save & test of the data source.',
  findings:
    'Nothing that is known to matter, or no vLLM engine matches: the table at the top says which engines there are.',
  traffic:
    'Nothing to measure: no request finished in this range, or no engine matches. Choose a longer range, or All at the top.',
  objective:
    'No objective to measure against. Type one at the top in seconds, such as 0.3, or declare objectives in the settings of the data source.',
  hardware:
    'The GPU of these engines is not declared. Add deployments with model and hardware in the settings of the data source.',
  speculation: 'No draft tokens in this range. They are counted only with --speculative-config.',
  cache: 'The engine exports nothing of this cache in this range. Choose All at the top or a longer range.',
} as const;
