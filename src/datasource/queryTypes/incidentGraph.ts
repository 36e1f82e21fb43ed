import { map, of, switchMap } from 'rxjs';
import { burningRow, byWorst, mainRow } from '../../core/query/incident/burning';
import { judgeGroups, planGroups, type GroupsOverTime } from '../../core/query/overTime/groups';
import { judgeOverTime, type OverTime } from '../../core/query/overTime/judge';
import { planOverTime } from '../../core/query/overTime/plan';
import { halved } from '../../core/query/points';
import type { SloRow } from '../../core/query/slos/row';
import { groupFrames, sliFrames } from '../frames/overTime';
import { failures, type QueryKind } from './queryKind';
import { askRows } from './slos';

/** The SLI of the SLO that an upstream would put first: by groups where its events are known. */
type Graph = { row: SloRow; groups: GroupsOverTime; whole: null } | { row: SloRow; groups: null; whole: OverTime };

/** The SLI of the SLO that the incident is about, over the range by the values of a label. */
export const INCIDENT_GRAPH: QueryKind<Graph | null> = {
  ask: (whole) => {
    const asked = { ...whole, range: halved(whole.range) };
    return askRows(asked, { trend: false, onset: false }).pipe(
      switchMap((told) => {
        const row = told.state === 'done' ? mainRow(told.found) : null;
        const slo = asked.slos.find(({ id }) => id === row?.slo.id);
        if (!row || !slo) {
          return of({ ...told, found: null });
        }
        const request = { ...asked.range, label: asked.target.groupBy ?? '' };
        const byGroup = slo.events !== undefined && request.label !== '';
        const queries = byGroup ? planGroups(request, [slo]) : planOverTime(request, [slo]);
        return asked.askUpstream(queries).pipe(
          map((answers) => {
            const [groups] = byGroup ? judgeGroups(request, [slo], answers) : [];
            const [whole] = byGroup ? [] : judgeOverTime(request, [slo], answers);
            return {
              state: 'done' as const,
              found: groups ? { row, groups, whole: null } : whole ? { row, groups: null, whole } : null,
              messages: [...told.messages, ...failures(answers)],
              sent: [...told.sent, ...queries],
            };
          })
        );
      })
    );
  },
  frames: ({ refId, groupBy = '' }, _, found) => {
    const [main] = found.flatMap((one) => one ?? []).sort(byBurn);
    return !main ? [] : main.groups ? groupFrames(refId, groupBy, [main.groups]) : sliFrames(refId, [main.whole]);
  },
};

/** What burns before what does not. */
function byBurn(a: Graph, b: Graph): number {
  const [first, second] = [burningRow(a.row), burningRow(b.row)];
  return first && second ? byWorst(first, second) : Number(second !== null) - Number(first !== null);
}
