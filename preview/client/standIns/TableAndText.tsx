import React, { useState } from 'react';
import { getFrameDisplayName, type PanelProps, renderTextPanelMarkdown, textUtil } from '@grafana/data';
import { PanelDataErrorView } from '@grafana/runtime';
import { type TableCellHeight } from '@grafana/schema';
import { Combobox, RenderUserContentAsHTML } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';

export interface TableOptions {
  showHeader: boolean;
  frameIndex: number;
  cellHeight?: TableCellHeight;
  enablePagination?: boolean;
  sortBy?: React.ComponentProps<typeof TableNG>['initialSortBy'];
}

const PICKER_HEIGHT = 40;

export function TablePanel({ data, width, height, options, fieldConfig, id, timeRange }: PanelProps<TableOptions>) {
  const [chosen, setChosen] = useState(options.frameIndex ?? 0);
  const frames = data.series.filter((frame) => frame.fields.length > 0);
  const frame = frames[chosen] ?? frames[0];
  if (!frame) {
    return <PanelDataErrorView panelId={id} data={data} fieldConfig={fieldConfig} />;
  }
  const isOneOfMany = frames.length > 1;
  return (
    <>
      <TableNG
        data={frame}
        width={width}
        height={isOneOfMany ? height - PICKER_HEIGHT : height}
        noHeader={!options.showHeader}
        {...(options.sortBy ? { initialSortBy: options.sortBy } : {})}
        {...(options.cellHeight ? { cellHeight: options.cellHeight } : {})}
        enablePagination={options.enablePagination ?? false}
        structureRev={data.structureRev ?? 0}
        fieldConfig={fieldConfig}
        timeRange={timeRange}
      />
      {isOneOfMany && (
        <Combobox
          aria-label="Frame"
          value={frames.indexOf(frame)}
          options={frames.map((item, index) => ({ label: getFrameDisplayName(item, index), value: index }))}
          onChange={({ value }) => setChosen(value)}
        />
      )}
    </>
  );
}

export interface TextOptions {
  mode: 'markdown' | 'html' | 'code';
  content: string;
}

export function TextPanel({ options, replaceVariables }: PanelProps<TextOptions>) {
  const content = replaceVariables(options.content ?? '', {}, options.mode === 'code' ? undefined : 'html');
  if (options.mode === 'code') {
    return <pre style={{ height: '100%', margin: 0 }}>{content}</pre>;
  }
  const html = options.mode === 'html' ? textUtil.sanitizeTextPanelContent(content) : renderTextPanelMarkdown(content);
  return <RenderUserContentAsHTML content={html} className="markdown-html" />;
}
