import { type DataLink, type DataTransformerConfig, type FieldConfigSource } from '@grafana/data';
import { type AnnotationQuery, type DataSourceRef } from '@grafana/schema';
import { type SceneDataQuery } from '@grafana/scenes';

/** The parts of the dashboard JSON (schema version 1) that the host shows. */
export interface DashboardModel {
  uid?: string;
  title: string;
  description?: string;
  timezone?: string;
  weekStart?: string;
  refresh?: string | boolean;
  time?: { from: string; to: string };
  timepicker?: { hidden?: boolean; refresh_intervals?: string[] };
  graphTooltip?: number;
  links?: DashboardLink[];
  panels?: PanelModel[];
  templating?: { list?: VariableModel[] };
  annotations?: { list?: AnnotationQuery[] };
}

export interface DashboardLink {
  title: string;
  type: 'link' | 'dashboards';
  url?: string;
  tags?: string[];
  icon?: string;
  tooltip?: string;
  targetBlank?: boolean;
  includeVars?: boolean;
  keepTime?: boolean;
}

export interface PanelModel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  gridPos?: { x: number; y: number; w: number; h: number };
  datasource?: DataSourceRef;
  targets?: SceneDataQuery[];
  transformations?: DataTransformerConfig[];
  options?: Record<string, unknown>;
  fieldConfig?: FieldConfigSource;
  pluginVersion?: string;
  transparent?: boolean;
  links?: DataLink[];
  interval?: string;
  maxDataPoints?: number;
  timeFrom?: string;
  timeShift?: string;
  collapsed?: boolean;
  panels?: PanelModel[];
}

export interface VariableModel {
  name: string;
  type: string;
  label?: string;
  description?: string;
  hide?: number;
  query?: unknown;
  regex?: string;
  sort?: number;
  refresh?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string;
  auto?: boolean;
  auto_min?: string;
  auto_count?: number;
  options?: Array<{ value: string; text: string }>;
  datasource?: DataSourceRef;
  current?: { value?: string | string[]; text?: string | string[] };
  filters?: Array<{ key: string; operator: string; value: string }>;
  baseFilters?: Array<{ key: string; operator: string; value: string }>;
  skipUrlSync?: boolean;
}

/** Panels in reading order, those inside of rows included. */
export function allPanels(dashboard: DashboardModel): PanelModel[] {
  return (dashboard.panels ?? []).flatMap((panel) => (panel.type === 'row' ? (panel.panels ?? []) : [panel]));
}
