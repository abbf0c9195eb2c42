import type { Report } from '../../schema.ts';
import { html, type Html } from '../html.ts';
import { utcTime } from '../time.ts';
import type { Origin } from '../origin.ts';
import { heading } from '../heading.ts';

/** The command line that made the page, and the versions that took part. */
export function reproduceSection({ ridgeline, schemaVersion, source, window, engines }: Report, origin: Origin): Html {
  const { commandLine, generatedAtSeconds, hasPast } = origin;
  const versions = [
    ...new Set(
      engines.flatMap(({ vllmVersion: version }) =>
        version ? [version.until === null ? `${version.since} or later` : `${version.since} to ${version.until}`] : [],
      ),
    ),
  ];
  return html`<section id="reproduce" aria-labelledby="reproduce-title">
${heading(2, 'How to reproduce', 'reproduce-title')}
${commandLine === undefined ? undefined : html`<pre tabindex="0"><code>${commandLine}</code></pre>`}
<p>${hasPast ? 'The same command gives the same numbers.' : 'The engines were live: the same command measures them as they are then.'} All numbers of this page, and more: <code>--format json</code>. What a finding means: <code>ridgeline explain</code> and its name.</p>
<dl class="facts">
<div><dt>Source</dt><dd>${source}</dd></div>
<div><dt>Stretch</dt><dd>${utcTime(window.startAtSeconds)} to ${utcTime(window.endAtSeconds)} UTC, ${window.samples} samples</dd></div>
${generatedAtSeconds === undefined ? undefined : html`<div><dt>Made</dt><dd>${utcTime(generatedAtSeconds)} UTC</dd></div>`}
<div><dt>Ridgeline</dt><dd>${ridgeline}, report schema ${schemaVersion}</dd></div>
<div><dt>vLLM</dt><dd>${versions.length === 0 ? 'unknown' : `${versions.join('; ')}, by the metrics that it exposes`}</dd></div>
</dl>
</section>
`;
}
