/**
 * The frame of marks, by the names that Grafana reads annotations from: one row per mark, the oldest first. Times are epoch
 * milliseconds. `meta.custom` holds `{ schema, version }`.
 */

export const ANNOTATION_TABLE_SCHEMA = 'reliability-scorecard/annotations';
export const ANNOTATION_TABLE_VERSION = 1;

/** By the name of the field, in the order of the columns. */
export const ANNOTATION_TABLE_FIELDS = {
  time: 'time',
  /** The time of a point itself; of what goes on the end of the range. */
  timeEnd: 'time',
  text: 'string',
  /** `string[]`. */
  tags: 'other',
  /** Id of its SLO; empty for what is of several. Not named `id`: of marks with the same one Grafana shows but the first. */
  sloId: 'string',
} as const;
