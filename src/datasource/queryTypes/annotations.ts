import { of, type Observable } from 'rxjs';
import { judgeBudget, type BudgetOverTime } from '../../core/query/budget/judge';
import { planBudget } from '../../core/query/budget/plan';
import { judgeEpisodes, type SloEpisodes } from '../../core/query/episodes/judge';
import { planEpisodes } from '../../core/query/episodes/plan';
import type { Slo } from '../../core/slo/slo';
import { tooManyNotices } from '../frames/absences';
import { budgetMarks, episodeMarks, exclusionMarks, marksFrame } from '../frames/annotations';
import { askOnce, type Asked, type QueryKind, type Told } from './queryKind';

/** What marks are made of. */
interface Marked {
  episodes: readonly SloEpisodes[];
  budgets: readonly BudgetOverTime[];
  /** SLOs whose exclusions are marked. */
  excluding: readonly Slo[];
}

const NOTHING: Marked = { episodes: [], budgets: [], excluding: [] };

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

const ASK = { episodes: askEpisodes, exhausted: askBudgets, exclusions: askExclusions };

export const ANNOTATIONS: QueryKind<Marked> = {
  ask: (asked) => ASK[asked.target.mark ?? 'episodes'](asked),
  frames: ({ refId }, range, found) => {
    const episodes = found.flatMap((one) => one.episodes);
    const budgets = found.flatMap((one) => one.budgets);
    const marks = [
      ...episodeMarks(range, episodes),
      ...budgetMarks(budgets),
      ...exclusionMarks(
        range,
        found.flatMap(({ excluding }) => excluding)
      ),
    ];
    const absences = episodes.map((one) => ({ slo: one.slo, absence: one.state === 'absent' ? one.absence : null }));
    return [marksFrame(refId, range, marks, tooManyNotices([...absences, ...budgets]))];
  },
};
