import { type FieldConfigSource } from '@grafana/data';
import { type AnnotationQuery, type DataSourceRef } from '@grafana/schema';
import { type SceneDataQuery } from '@grafana/scenes';

/** The parts of the dashboard JSON (schema version 1) that the host shows. */
export interface DashboardModel {
  uid?: string;
  title: string;
  timezone?: string;
  refresh?: string;
  time?: { from: string; to: string };
  graphTooltip?: number;
  panels?: PanelModel[];
  templating?: { list?: VariableModel[] };
  annotations?: { list?: AnnotationQuery[] };
}

export interface PanelModel {
  id: number;
  type: string;
  title?: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  datasource?: DataSourceRef;
  targets?: SceneDataQuery[];
  options?: Record<string, unknown>;
  fieldConfig?: FieldConfigSource;
  interval?: string;
  maxDataPoints?: number;
  /** A relative range of its own, such as `30d`. */
  timeFrom?: string;
}

export interface VariableModel {
  name: string;
  type: string;
  label?: string;
  hide?: number;
  query?: unknown;
  regex?: string;
  sort?: number;
  refresh?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string;
  datasource?: DataSourceRef;
  current?: { value?: string | string[]; text?: string | string[] };
}
