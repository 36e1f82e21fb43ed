import React from 'react';
import type { PanelProps } from '@grafana/data';
import { IncidentPanel } from '../incident/IncidentPanel';
import { isIncident } from '../incident/readIncident';
import type { ScorecardOptions } from '../options';
import { ScorecardPanel } from './ScorecardPanel';

/** The frames say which view they are for. */
export function Panel(props: PanelProps<ScorecardOptions>) {
  return props.data.series.some(isIncident) ? <IncidentPanel {...props} /> : <ScorecardPanel {...props} />;
}
