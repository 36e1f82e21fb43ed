import type { Field } from '@grafana/data';
import { parseDuration } from '../../core/window/duration';
import type { RowDetails } from './details';
import type { BurnRate } from './row';
import { asNumber, asText } from './values';

/** The burn rates of one row, shortest window first; a field without a readable window label is left out. */
export function readBurnRates(fields: readonly Field[], index: number, details: RowDetails): BurnRate[] {
  return fields
    .flatMap((field) => {
      const window = asText(field.labels?.window);
      const windowSeconds = parseDuration(window);
      if (windowSeconds === null) {
        return [];
      }
      const value = asNumber(field.values[index]);
      const detail = details.burnRates.get(windowSeconds);
      // The frame has a field for each window of any row; those of others are none of this one.
      if (!detail && value === null && details.burnRates.size > 0) {
        return [];
      }
      return {
        window,
        windowSeconds,
        rate: { value, field },
        state: detail?.state ?? (value === null ? 'noData' : 'measured'),
        reason: detail?.reason ?? '',
        fires: firingPair(value, windowSeconds, details),
      };
    })
    .sort((a, b) => a.windowSeconds - b.windowSeconds);
}

function firingPair(value: number | null, windowSeconds: number, { firing }: RowDetails): BurnRate['fires'] {
  const exceeded = firing.filter(
    ({ windowsSeconds, factor, comparison }) =>
      value !== null &&
      (comparison === '>=' ? value >= factor : value > factor) &&
      windowsSeconds.includes(windowSeconds)
  );
  const worst = exceeded.find(({ severity }) => severity === 'page') ?? exceeded[0];
  return worst ? { severity: worst.severity, factor: worst.factor, comparison: worst.comparison } : null;
}
