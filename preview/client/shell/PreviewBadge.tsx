import React, { useSyncExternalStore } from 'react';
import { Button, Toggletip } from '@grafana/ui';
import { isCorePanel } from '../boot';

let shown: string[] = [];
const listeners = new Set<() => void>();

/** A page announces the panel types it shows; core ones among them are named in the badge. */
export function announcePanels(types: string[]): void {
  shown = [...new Set(types)].filter(isCorePanel).sort();
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function PreviewBadge() {
  const types = useSyncExternalStore(subscribe, () => shown);
  const content = (
    <>
      <p>
        This page is served by a small preview host, not by Grafana. It loads the plugins as they are built; everything
        around them is a stand-in. There is no edit mode and no alerting.
      </p>
      <p>
        {types.length > 0
          ? `Core panels on this page drawn by stand-ins: ${types.join(', ')}.`
          : 'No panel on this page is drawn by a stand-in.'}
      </p>
    </>
  );
  return (
    <Toggletip title="Preview host" content={content} placement="bottom-end">
      <Button size="sm" variant="secondary" fill="outline" icon="info-circle" data-testid="preview-badge">
        {types.length > 0 ? `Preview, not Grafana · stand-ins: ${types.length}` : 'Preview, not Grafana'}
      </Button>
    </Toggletip>
  );
}
