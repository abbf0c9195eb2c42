import type { Finding } from '../../src/diagnosis/index.ts';
import type { Fires } from '../../src/diagnosis/outcome.ts';
import { quiet } from '../../src/diagnosis/outcome.ts';
import type { Rule } from '../../src/diagnosis/rule.ts';

/** A rule that has nothing to say, but for what the test wants of it. */
export const rule = (id: string, what: Partial<Rule> = {}): Rule => ({
  id,
  title: `Title of ${id}`,
  role: 'limit',
  severity: 'warning',
  needs: [],
  thresholds: {},
  explains: [],
  check: () => quiet('nothing'),
  page: {
    whatItMeans: '',
    whyItMatters: '',
    howItIsComputed: '',
    whatToDo: '',
    whenItMisleads: '',
    references: [],
  },
  ...what,
});

/** What a rule answers that fires. */
export const fires = (what: Partial<Fires> = {}): Fires => ({
  state: 'fires',
  message: 'it is so',
  evidence: {},
  objections: [],
  actions: [],
  ...what,
});

/** One that fires, but for what the test wants of it. */
export const finding = (id: string, what: Partial<Finding> = {}): Finding => ({
  id,
  title: `Title of ${id}`,
  role: 'limit',
  severity: 'warning',
  state: 'fires',
  message: `message of ${id}`,
  evidence: {},
  objections: [],
  atStake: undefined,
  actions: [],
  confidence: 'high',
  explainedBy: undefined,
  missing: [],
  ...what,
});

/** This share of the time to the first token is lost. */
export const stake = (ratio: number): NonNullable<Finding['atStake']> => ({
  measure: 'ttftSeconds',
  amount: { known: true, value: ratio, unit: 'seconds', annotations: [] },
  ratio,
});
