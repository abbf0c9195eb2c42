import { describe, expect, it } from 'vitest';
import { shownCommand } from '../../src/cli/shown-command.ts';

describe('the command line of a report', () => {
  it('can be run again: what a shell would take apart is quoted', () => {
    expect(shownCommand(['analyze', 'a b.jsonl', '--match', `{a="it's"}`, '--step', '5s'])).toBe(
      `ridgeline analyze 'a b.jsonl' --match '{a="it'\\''s"}' --step 5s`,
    );
  });

  it.each([
    [['analyze', 'http://me:secret@h:8000/metrics']],
    [['analyze', 'prometheus+https://me:secret@h:9090']],
    [['analyze', 'http://h/metrics?api_key=secret']],
    [['analyze', 'http://h', '--header', 'Authorization: secret']],
    [['analyze', 'http://h', '--header', 'X-A: secret', 'X-B: secret', '--step', '5s']],
    [['analyze', 'http://h', '--header=Authorization: Bearer secret']],
    [['analyze', 'http://h', '--header', 'secret']],
  ])('%j shows no secret', (args) => {
    const shown = shownCommand(args);
    expect(shown).not.toContain('secret');
    expect(shown).toContain('ridgeline analyze');
  });

  it('shows which headers there were, and what follows them as it is', () => {
    expect(shownCommand(['analyze', '--header', 'X-Tenant: a', '--step', '5s', 'x.jsonl'])).toBe(
      "ridgeline analyze --header 'X-Tenant: hidden' --step 5s x.jsonl",
    );
    expect(shownCommand(['analyze', '--header', 'X-Tenant: a', '-o', 'x.html', 'http://h'])).toBe(
      "ridgeline analyze --header 'X-Tenant: hidden' -o x.html http://h/",
    );
  });

  it('asks for the stretch that it was, where the one it named moves on', () => {
    const stretch = { startAtSeconds: 1_700_000_000.2, endAtSeconds: 1_700_003_600 };
    const ends = '--from 2023-11-14T22:13:20Z --to 2023-11-14T23:13:20Z';
    expect(shownCommand(['analyze', 'prometheus+http://h', '--last', '1h', '--top', '3'], stretch)).toBe(
      `ridgeline analyze prometheus+http://h --top 3 ${ends}`,
    );
    expect(shownCommand(['analyze', 'prometheus+http://h', '--last=1h', '--from', '5'], stretch)).toBe(
      `ridgeline analyze prometheus+http://h ${ends}`,
    );
  });
});
