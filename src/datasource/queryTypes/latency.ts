import type { DataFrame } from '@grafana/data';
import { combineLatest, map, of, startWith, switchMap, type Observable } from 'rxjs';
import { planExemplars } from '../../core/query/latency/exemplars';
import { judgeLatency, type Latency } from '../../core/query/latency/judge';
import {
  latencyUse,
  planLatency,
  planLatencySizes,
  timedSlos,
  type LatencyRequest,
} from '../../core/query/latency/plan';
import { latencyFrames } from '../frames/latency';
import { failures, type Asked, type QueryKind, type Told } from './queryKind';

interface FoundLatency {
  latencies: readonly Latency[];
  /** How many SLOs are about something else. */
  untimed: number;
  exemplars: readonly DataFrame[];
}

export const LATENCY: QueryKind<FoundLatency> = {
  ask: askLatency,
  frames: (target, range, found) => {
    const untimed = found.reduce((sum, one) => sum + one.untimed, 0);
    const latencies = found.flatMap((one) => one.latencies);
    const exemplars = found.flatMap((one) => one.exemplars.map((frame) => ({ ...frame, refId: target.refId })));
    return [...latencyFrames(target.refId, requestOf({ target, range }), latencies, untimed), ...exemplars];
  },
};

function requestOf({ target, range }: Pick<Asked, 'target' | 'range'>): LatencyRequest {
  return { ...range, view: target.latency ?? 'share', groupBy: target.groupBy ?? '' };
}

/** How many series there are is asked first, since it decides at which step they can be read. */
function askLatency(asked: Asked): Observable<Told<FoundLatency>> {
  const { slos, askUpstream } = asked;
  const request = requestOf(asked);
  const sizes = planLatencySizes(request, slos);
  return askUpstream(sizes).pipe(
    switchMap((sized) => {
      const use = latencyUse(request, slos, sized);
      const queries = planLatency(request, slos, use);
      // A share has no durations to put exemplars beside.
      const exemplars = request.view === 'share' ? null : planExemplars(slos, use);
      return combineLatest([
        askUpstream(queries),
        exemplars ? asked.askExemplars(exemplars).pipe(startWith(null)) : of([]),
      ]).pipe(
        map(([answers, found]): Told<FoundLatency> => ({
          state: found === null ? 'loading' : 'done',
          found: {
            latencies: judgeLatency(request, slos, use, answers),
            untimed: slos.length - timedSlos(slos).length,
            exemplars: found ?? [],
          },
          messages: failures(answers),
          sent: [...sizes, ...queries, ...(exemplars ? [exemplars] : [])],
        }))
      );
    })
  );
}
