import { dateMath, type DateTime, getDefaultTimeRange, rangeUtil, type TimeRange } from '@grafana/data';
import { type SceneTimeRangeState, SceneTimeRangeTransformerBase } from '@grafana/scenes';

interface PanelTimeState extends SceneTimeRangeState {
  timeFrom?: string;
  timeShift?: string;
}

function shifted(time: DateTime, shift: string): DateTime {
  return dateMath.parseDateMath(`-${shift}`, time) ?? time;
}

/** A panel's own time range: a fixed length that ends now, and or a shift into the past. */
export class PanelTime extends SceneTimeRangeTransformerBase<PanelTimeState> {
  constructor(state: { timeFrom?: string; timeShift?: string }) {
    super({ ...state, from: 'now-6h', to: 'now', value: getDefaultTimeRange() });
  }

  protected ancestorTimeRangeChanged(parent: SceneTimeRangeState): void {
    const { timeFrom, timeShift } = this.state;
    const isOverridden = timeFrom && rangeUtil.isRelativeTimeRange(parent.value.raw);
    const from = isOverridden ? `now-${timeFrom.replace(/^now-/, '')}` : parent.from;
    const to = isOverridden ? 'now' : parent.to;
    const base: TimeRange = isOverridden ? rangeUtil.convertRawToRange({ from, to }, this.getTimeZone()) : parent.value;
    const value = timeShift ? { ...base, from: shifted(base.from, timeShift), to: shifted(base.to, timeShift) } : base;
    this.setState({
      from,
      to,
      value: { ...value, raw: { from: timeShift ? value.from : from, to: timeShift ? value.to : to } },
    });
  }
}
