import React, { Suspense, useState } from 'react';
import type { DataFrame, PanelProps } from '@grafana/data';
import { isIncident } from '../incident/readIncident';
import type { ScorecardOptions } from '../options';
import { isRelease } from '../release/isRelease';
import { LazyIncident } from './LazyIncident';
import { LazyRelease } from './LazyRelease';
import { Loading } from './Loading';
import { ScorecardPanel } from './ScorecardPanel';

const VIEWS = { rows: ScorecardPanel, incident: LazyIncident, release: LazyRelease };

/** The frames say which view they are for; a refresh that failed has none, and is one of the view before. */
export function Panel(props: PanelProps<ScorecardOptions>) {
  const told = props.data.series.filter(({ fields }) => fields.length > 0);
  const [before, setBefore] = useState<keyof typeof VIEWS>('rows');
  const shown = told.length === 0 ? before : viewOf(told);
  if (shown !== before) {
    setBefore(shown);
  }
  const View = VIEWS[shown];
  return (
    <Suspense fallback={<Loading />}>
      <View {...props} />
    </Suspense>
  );
}

function viewOf(frames: readonly DataFrame[]): keyof typeof VIEWS {
  return frames.some(isIncident) ? 'incident' : frames.some(isRelease) ? 'release' : 'rows';
}
