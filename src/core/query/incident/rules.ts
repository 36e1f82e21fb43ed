import type { RulesAnswer } from '../../rules/rules';
import type { Change, Unseen } from './before';

/** Rules are evaluated every minute or so, and an answer about them is kept for a minute. */
const LATE_SECONDS = 5 * 60;

/**
 * Rules that fail, or that are evaluated no more. The rules API tells the newest evaluation of each and nothing of those
 * before, so that a range that ends at another time cannot be told of. Single rules that stopped are not told: their
 * interval is not known, and one of an hour looks the same.
 *
 * @param fromSeconds start of the time that is looked at, in epoch seconds
 * @param endSeconds its end
 * @param toSeconds end of the range
 */
export function rulesBefore(
  rules: RulesAnswer,
  fromSeconds: number,
  endSeconds: number,
  toSeconds: number
): { changes: Change[]; unseen: Unseen | null } {
  if (rules.state !== 'ok') {
    return { changes: [], unseen: { kind: 'failed', message: rules.message } };
  }
  const all = rules.groups.flatMap((group) => group.rules);
  const newestSeconds = Math.max(...all.map(({ lastEvaluationSeconds }) => lastEvaluationSeconds ?? -Infinity));
  const failing = all.filter(({ health }) => health === 'err');
  const [first] = failing;
  if (all.length > 0 && (!Number.isFinite(newestSeconds) || newestSeconds > toSeconds + LATE_SECONDS)) {
    return { changes: [], unseen: { kind: 'otherTime' } };
  }
  const stopped = newestSeconds < toSeconds - LATE_SECONDS;
  return {
    changes: [
      ...(stopped && newestSeconds >= fromSeconds && newestSeconds <= endSeconds
        ? [{ kind: 'rulesStopped' as const, atSeconds: newestSeconds }]
        : []),
      ...(first
        ? [
            {
              kind: 'rulesFail' as const,
              atSeconds: first.lastEvaluationSeconds ?? newestSeconds,
              count: failing.length,
              name: first.name,
              message: first.lastError,
            },
          ]
        : []),
    ],
    unseen: null,
  };
}
