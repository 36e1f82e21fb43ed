import { map, of, switchMap, type Observable } from 'rxjs';
import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { judgeBudget, type BudgetOverTime } from '../../core/query/budget/judge';
import { planBudget } from '../../core/query/budget/plan';
import { judgeEpisodes, type SloEpisodes } from '../../core/query/episodes/judge';
import { planEpisodes } from '../../core/query/episodes/plan';
import type { Answers } from '../../core/query/port';
import { judgeReleases, type SloReleases } from '../../core/query/releases/judge';
import { planBuildInfo, planVersions } from '../../core/query/releases/plan';
import type { Slo } from '../../core/slo/slo';
import { absenceNotices, absentBudgetNotices } from '../frames/absences';
import {
  budgetMarks,
  episodeMarks,
  exclusionMarks,
  marksFrame,
  releaseMarks,
  releaseNotices,
} from '../frames/annotations';
import { askOnce, failures, type Asked, type QueryKind, type Told } from './queryKind';

/** What marks are made of. */
interface Marked {
  episodes: readonly SloEpisodes[];
  budgets: readonly BudgetOverTime[];
  /** SLOs whose exclusions are marked. */
  excluding: readonly Slo[];
  releases: readonly SloReleases[];
}

const NOTHING: Marked = { episodes: [], budgets: [], excluding: [], releases: [] };

const askEpisodes = askOnce<Marked>(
  ({ range, slos }) => planEpisodes(range, slos),
  ({ range, slos }, answers) => ({ ...NOTHING, episodes: judgeEpisodes(range, slos, answers) })
);

const percentOf = ({ range }: Asked) => ({ ...range, unit: 'percent' as const });

const askBudgets = askOnce<Marked>(
  (asked) => planBudget(percentOf(asked), asked.slos),
  (asked, answers) => ({ ...NOTHING, budgets: judgeBudget(percentOf(asked), asked.slos, answers) })
);

/** Exclusions are known with the catalogue, so nothing is asked. */
const askExclusions = ({ slos }: Asked): Observable<Told<Marked>> =>
  of({ state: 'done', found: { ...NOTHING, excluding: slos }, messages: [], sent: [] });

/** Build information is asked for where what is counted has no version, which only the first answers tell. */
function askReleases({ range, slos, askUpstream }: Asked): Observable<Told<Marked>> {
  const queries = planVersions(range, slos);
  return askUpstream(queries).pipe(
    switchMap((versions) => {
      const later = planBuildInfo(range, slos, versions);
      const asked = later.length === 0 ? of<Answers>(new Map()) : askUpstream(later);
      return asked.pipe(
        map((buildInfo) => ({
          state: 'done' as const,
          found: { ...NOTHING, releases: judgeReleases(range, slos, versions, buildInfo) },
          messages: failures(new Map([...versions, ...buildInfo])),
          sent: [...queries, ...later],
        }))
      );
    })
  );
}

const ASK = { episodes: askEpisodes, exhausted: askBudgets, exclusions: askExclusions, releases: askReleases };

export const ANNOTATIONS: QueryKind<Marked> = {
  ask: (asked) => ASK[asked.target.mark ?? 'episodes'](asked),
  frames: ({ refId }, range, found) => {
    const episodes = withoutEmptyCopies(
      found.flatMap((one) => one.episodes),
      (one) => one.state === 'absent' && isEmptiness(one.absence)
    );
    const budgets = withoutEmptyCopies(
      found.flatMap((one) => one.budgets),
      ({ absence }) => absence !== null && isEmptiness(absence)
    );
    const releases = withoutEmptyCopies(
      found.flatMap((one) => one.releases),
      (one) => one.state === 'absent' && isEmptiness(one.absence)
    );
    const marks = [
      ...episodeMarks(range, episodes),
      ...budgetMarks(budgets),
      ...exclusionMarks(
        range,
        found.flatMap(({ excluding }) => excluding)
      ),
      ...releaseMarks(releases),
    ];
    const notices = [
      ...absenceNotices(
        episodes.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null }))
      ),
      ...absentBudgetNotices(budgets),
      ...releaseNotices(releases),
    ];
    return [marksFrame(refId, range, marks, notices)];
  },
};
