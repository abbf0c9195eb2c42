import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PANEL_ID } from '../../../src/grafana/query/index.ts';
import { linkTo } from '../links.ts';
import { askRoofline, DATASOURCE, MAX_DATA_POINTS } from '../queries.ts';
import type { Page } from '../uids.ts';
import { describe, NO_DATA } from '../words.ts';
import { panelLinks } from './panel-links.ts';
import { gridPos, type Place } from './place.ts';

/** Of the options only the version is set: the others are the panel's defaults, whatever they are to be. */
export const rooflinePanel = (title: string, at: Place, next: Page): PanelBuilder =>
  new PanelBuilder()
    .type(PANEL_ID)
    .title(title)
    .description(
      describe({
        shows:
          'How close each engine comes to what its GPU could do. To the right: more work for each byte read. Upwards: more work a second. Under the slope memory bandwidth sets the pace, under the flat roof arithmetic; prefill and decode of one engine lie apart. The trail is where they were before. Dotted lines are batches at which slots, the KV cache or the objective end.',
        misleads:
          'Points are of the time while steps ran, so an engine that idles half of the time may lie high. Roofs are those of the declared GPU: a wrong name moves them, and the panel says so where a point lies above.',
        changes:
          'A larger batch moves decode right and up: `--max-num-seqs`, more load. `--quantization` and `--kv-cache-dtype fp8` read fewer bytes. `--tensor-parallel-size` divides the work of each GPU.',
      }),
    )
    .gridPos(gridPos(at))
    .datasource(DATASOURCE)
    .withTarget(askRoofline())
    .maxDataPoints(MAX_DATA_POINTS)
    .links(panelLinks(linkTo(next)))
    .unit('flops')
    .noValue(NO_DATA.hardware)
    .options({ version: 1 });
