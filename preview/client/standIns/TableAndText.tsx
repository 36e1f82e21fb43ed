import React from 'react';
import { cacheFieldDisplayNames, type PanelProps, renderTextPanelMarkdown, textUtil } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { RenderUserContentAsHTML } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';

interface TableOptions {
  showHeader: boolean;
  frameIndex: number;
}

export function TablePanel({ data, width, height, options, fieldConfig, id }: PanelProps<TableOptions>) {
  const frame = data.series[options.frameIndex] ?? data.series[0];
  if (!frame || frame.fields.length === 0) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  // Without it the table heads columns by the names of fields, as Grafana's own does not.
  cacheFieldDisplayNames(data.series);
  return (
    <TableNG
      data={frame}
      width={width}
      height={height}
      noHeader={!options.showHeader}
      structureRev={data.structureRev ?? 0}
      fieldConfig={fieldConfig}
    />
  );
}

interface TextOptions {
  mode: 'markdown' | 'html';
  content: string;
}

export function TextPanel({ options: { mode, content }, replaceVariables }: PanelProps<TextOptions>) {
  const text = replaceVariables(content, {}, 'html');
  const html = mode === 'html' ? textUtil.sanitizeTextPanelContent(text) : renderTextPanelMarkdown(text);
  return <RenderUserContentAsHTML content={html} className="markdown-html" />;
}
