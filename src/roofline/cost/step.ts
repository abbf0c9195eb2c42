/** One step of the engine: what its scheduler puts together. Sizes are means and need not be whole. */
export interface Step {
  readonly decode: DecodeBatch;
  readonly prefill: readonly PrefillChunk[];
}

/** Requests that each get their next token. */
export interface DecodeBatch {
  readonly requests: number;
  /** Tokens that each looks back at, itself included. */
  readonly contextTokens: number;
  /** More than one where drafts are verified: the draft tokens and the one after them. */
  readonly tokensPerRequest?: number;
}

/** A part of a prompt, or all of it. */
export interface PrefillChunk {
  readonly tokens: number;
  /** What is in the KV cache before it: earlier chunks and prefix hits. */
  readonly contextTokens: number;
}

export const NOBODY: DecodeBatch = { requests: 0, contextTokens: 0 };

export const decodeStep = (requests: number, contextTokens: number): Step => ({
  decode: { requests, contextTokens },
  prefill: [],
});

export const prefillStep = (tokens: number, contextTokens = 0): Step => ({
  decode: NOBODY,
  prefill: [{ tokens, contextTokens }],
});

/** Rows of every matrix product of the step. */
export const tokensOf = ({ decode, prefill }: Step): number =>
  decodeTokensOf(decode) + prefill.reduce((sum, { tokens }) => sum + tokens, 0);

export const decodeTokensOf = ({ requests, tokensPerRequest = 1 }: DecodeBatch): number => requests * tokensPerRequest;

/** Rows that the head turns into logits: all that decode, and the last of each prompt chunk. */
export const logitsOf = ({ decode, prefill }: Step): number => decodeTokensOf(decode) + prefill.length;
