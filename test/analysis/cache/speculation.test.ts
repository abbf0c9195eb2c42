import { expect, it } from 'vitest';
import { measuresOf, vllm } from '../../build-page.ts';

const speculation = (drafts: string, tokens: string, accepted: string) =>
  measuresOf({
    series: {
      [vllm('spec_decode_num_drafts_total')]: drafts,
      [vllm('spec_decode_num_draft_tokens_total')]: tokens,
      [vllm('spec_decode_num_accepted_tokens_total')]: accepted,
    },
  });

it('accepted ÷ draft tokens, and accepted ÷ drafts', () => {
  const measures = speculation('10 60', '0 150', '1 121');
  expect(measures.draftAcceptanceRatio).toMatchObject({ value: 0.8, unit: 'ratio' });
  expect(measures.acceptedTokensPerDraft).toMatchObject({ value: 2.4, unit: 'tokensPerDraft' });
});

it('no draft in the window: unknown, not 0', () => {
  expect(speculation('5 5', '9 9', '3 3').draftAcceptanceRatio).toMatchObject({ reason: 'no-traffic' });
  expect(speculation('5', '9', '3').acceptedTokensPerDraft).toMatchObject({ reason: 'one-sample' });
});

it('not configured: the feature is off', () => {
  const measures = measuresOf({ series: { [vllm('prompt_tokens_total')]: '0 9' } });
  expect(measures.draftAcceptanceRatio).toMatchObject({ known: false, reason: 'feature-off' });
  expect(measures.acceptedTokensPerDraft).toMatchObject({ known: false, reason: 'feature-off' });
});

it('a page that says NaN is a fault, not a lack of drafts', () => {
  const measures = speculation('0 NaN', '0 NaN', '0 1');
  expect(measures.draftAcceptanceRatio).toMatchObject({ known: false, reason: 'instrument-fault' });
  expect(measures.acceptedTokensPerDraft).toMatchObject({ known: false, reason: 'instrument-fault' });
});
