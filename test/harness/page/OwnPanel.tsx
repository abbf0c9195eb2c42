import { EventBusSrv, type PanelData, type PanelPlugin } from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import { useState } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import type { Configured } from './panel-data.ts';
import { templateSrv } from './runtime-services.ts';

export interface OwnPanelProps {
  readonly id: number;
  readonly title: string;
  readonly description?: string;
  readonly width: number;
  readonly height: number;
  readonly plugin: PanelPlugin;
  readonly configured: Configured;
  readonly data: PanelData;
}

const nothing = (): void => undefined;

/** The panel under test in the frame that a dashboard draws around it. */
export function OwnPanel({ id, title, description = '', width, height, plugin, configured, data }: OwnPanelProps) {
  const [eventBus] = useState(() => new EventBusSrv());
  const [options, setOptions] = useState(configured.options);
  const Panel = plugin.panel;
  if (!Panel) throw new Error('The plugin has no panel');
  return (
    <PanelChrome title={title} description={description} width={width} height={height} padding="md">
      {(innerWidth, innerHeight) => (
        <ErrorBoundary>
          <Panel
            id={id}
            title={title}
            width={innerWidth}
            height={innerHeight}
            options={options}
            onOptionsChange={setOptions}
            fieldConfig={configured.fieldConfig}
            onFieldConfigChange={nothing}
            data={data}
            timeRange={data.timeRange}
            timeZone="utc"
            eventBus={eventBus}
            replaceVariables={(text, scopedVars, format) => templateSrv.replace(text, scopedVars, format)}
            onChangeTimeRange={nothing}
            renderCounter={0}
            transparent={false}
          />
        </ErrorBoundary>
      )}
    </PanelChrome>
  );
}
