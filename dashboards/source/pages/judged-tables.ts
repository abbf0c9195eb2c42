import { linkToEngine } from '../links.ts';
import { numberColumn, textColumn, withNull } from '../panels/columns.ts';
import type { Place } from '../panels/place.ts';
import { tablePanel } from '../panels/table-panel.ts';
import type { Page } from '../uids.ts';
import { NO_DATA } from '../words.ts';

/** Tables of what the rules say. They read all that an engine exposes, so they stand where Grafana loads them when they are scrolled to. */

const FINDING_WIDTH = 164;

export const findingsTable = (at: Place, next: Page) =>
  tablePanel({
    title: 'What to change, causes first',
    words: {
      shows:
        'One row for each thing that is wrong in this range, causes before what follows from them: what it is, with its numbers, the first thing to do about it, and how sure that is. `ridgeline explain ID`, and the Engine page of the app, say all of it.',
      misleads:
        'Of the whole range: a short incident fades in a long one, so zoom in on it. A rule that lacks a metric or a declaration cannot tell and has no row; the notice of the panel counts those.',
      changes:
        'What it says. Switch on the annotation "Findings" to see from when to when each fired; it is off because every engine is then judged step by step.',
    },
    noValue: NO_DATA.findings,
    at,
    kind: 'findings',
    next,
    unit: 'short',
    columns: [
      textColumn('engine', { title: 'engine', width: 96 }, [linkToEngine('overview'), linkToEngine('queueing')]),
      textColumn('severity', { title: 'severity', width: 80 }),
      textColumn('finding', { title: 'finding', width: FINDING_WIDTH }),
      textColumn('message', { title: 'what is so' }),
      withNull(textColumn('do', { title: 'what to do', width: 150 }), '–'),
      textColumn('confidence', { title: 'confidence', width: 96 }),
      withNull(textColumn('followsFrom', { title: 'follows from', width: 112 }), '–'),
    ],
  });

export const verdictTable = (at: Place, next: Page) =>
  tablePanel({
    title: 'What binds each engine, worst first',
    words: {
      shows:
        'One row for each engine: the one thing that binds it, how sure that is, why, and how many findings fire. "arrivals": nothing but what is asked of it. "unknown": requests wait, and no limit that could be judged is reached.',
      misleads:
        'Of the whole range. It costs the more the more engines are chosen, since all that each exposes is read: of a large fleet choose a model or some targets at the top.',
      changes: 'Click an engine to see what to change, and what it would do.',
    },
    noValue: NO_DATA.engines,
    at,
    kind: 'verdict',
    next,
    unit: 'short',
    columns: [
      textColumn('engine', { title: 'engine', width: 150 }, [linkToEngine('overview'), linkToEngine('queueing')]),
      withNull(textColumn('boundBy', { title: 'bound by', width: FINDING_WIDTH }), 'not judged'),
      textColumn('confidence', { title: 'confidence', width: 96 }),
      textColumn('summary', { title: 'why' }),
      numberColumn('critical', { title: 'critical', width: 80 }, 'short'),
      numberColumn('warning', { title: 'warnings', width: 80 }, 'short'),
      numberColumn('info', { title: 'info', width: 60 }, 'short'),
    ],
  });
