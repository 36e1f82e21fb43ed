import { judgeEpisodes, type SloEpisodes } from '../../core/query/episodes/judge';
import { planEpisodes } from '../../core/query/episodes/plan';
import { episodesFrame } from '../frames/episodes';
import { askOnce, type QueryKind } from './queryKind';

export const EPISODES: QueryKind<readonly SloEpisodes[]> = {
  ask: askOnce(
    ({ range, slos }) => planEpisodes(range, slos),
    ({ range, slos }, answers) => judgeEpisodes(range, slos, answers)
  ),
  frames: ({ refId }, { toSeconds }, found) => [episodesFrame(refId, toSeconds, found.flat())],
};
