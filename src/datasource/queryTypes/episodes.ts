import { map, of, startWith, switchMap } from 'rxjs';
import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { planHits, withHits } from '../../core/query/episodes/groups';
import { judgeEpisodes, type SloEpisodes } from '../../core/query/episodes/judge';
import { planEpisodes } from '../../core/query/episodes/plan';
import type { Answers } from '../../core/query/port';
import { episodesFrame } from '../frames/episodes';
import { failures, type Asked, type QueryKind } from './queryKind';

/** The episodes come first; what was hit in them, which only they tell to ask, follows. */
function askEpisodes({ range, slos, askUpstream }: Asked): ReturnType<QueryKind<readonly SloEpisodes[]>['ask']> {
  const queries = planEpisodes(range, slos);
  return askUpstream(queries).pipe(
    switchMap((answers) => {
      const episodes = judgeEpisodes(range, slos, answers);
      const later = planHits(range, episodes);
      const hits = later.length === 0 ? of<Answers>(new Map()) : askUpstream(later).pipe(startWith(null));
      return hits.pipe(
        map((hit) => ({
          state: hit === null ? ('loading' as const) : ('done' as const),
          found: hit === null ? episodes : withHits(range, episodes, hit),
          messages: failures(new Map([...answers, ...(hit ?? [])])),
          sent: [...queries, ...later],
        }))
      );
    })
  );
}

const isEmpty = (one: SloEpisodes) => one.state === 'absent' && isEmptiness(one.absence);

export const EPISODES: QueryKind<readonly SloEpisodes[]> = {
  ask: askEpisodes,
  frames: ({ refId }, { toSeconds }, found) => [
    episodesFrame(refId, toSeconds, withoutEmptyCopies(found.flat(), isEmpty)),
  ],
};
