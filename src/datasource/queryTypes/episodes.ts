import { isEmptiness, withoutEmptyCopies } from '../../core/query/copies';
import { judgeEpisodes, type SloEpisodes } from '../../core/query/episodes/judge';
import { planEpisodes } from '../../core/query/episodes/plan';
import { episodesFrame } from '../frames/episodes';
import { askOnce, type QueryKind } from './queryKind';

const isEmpty = (one: SloEpisodes) => one.state === 'absent' && isEmptiness(one.absence);

export const EPISODES: QueryKind<readonly SloEpisodes[]> = {
  ask: askOnce(
    ({ range, slos }) => planEpisodes(range, slos),
    ({ range, slos }, answers) => judgeEpisodes(range, slos, answers)
  ),
  frames: ({ refId }, { toSeconds }, found) => [
    episodesFrame(refId, toSeconds, withoutEmptyCopies(found.flat(), isEmpty)),
  ],
};
