import { carrier, excessOf, mainGroup, type GroupCount, type GroupShares } from '../../budget/mainGroup';
import type { Selector } from '../../promql/ast';
import { print } from '../../promql/print';
import type { EventsSli } from '../../slo/events';
import { GROUP_LABELS } from '../../slo/groupLabels';
import { groupsBy, increaseByGroup, readByGroup, VERSION_LABELS } from '../events/groupCounts';
import { selectorsOf, termKey, termsOf, type Terms } from '../events/terms';
import type { Answers, InstantQuery } from '../port';
import { partReader, unionQueries, type ReadPart } from '../union';
import type { CostedEpisode, SloEpisodes } from './judge';

/** Episodes whose groups are asked for, the costliest first: each reads the samples of its own time only. */
const MOST_EPISODES = 100;

const UNION_ID = 'episodeGroups';

/** A group with the label that tells it. */
export interface NamedGroup extends GroupShares {
  label: string;
}

/** What the events of an episode have in common, never why they failed. */
export interface Hit {
  /** The group whose share of bad events exceeds its share of traffic the most; null where none stands out. */
  group: NamedGroup | null;
  /** The version that served what was bad; null where no label tells one. */
  release: NamedGroup | null;
}

interface Asked {
  id: string;
  events: EventsSli;
  episode: CostedEpisode;
}

type Request = Readonly<{ toSeconds: number }>;

/**
 * The events of the episodes by group and version: instant queries of one time, whatever the number of SLOs. They follow the
 * answers in which the episodes were found.
 */
export function planHits(request: Request, found: readonly SloEpisodes[]): InstantQuery[] {
  const { toSeconds } = request;
  const asked = askedOf(found);
  const terms = termsOf(sloOf(found));
  const leaves = asked.flatMap((one) =>
    [...new Map(selectorsOf(one.events).map((selector) => [termKey(terms, selector), selector]))].map(
      ([term, selector]) => ({
        key: keyOf(one, term),
        expr: byGroup(selector, one.episode, toSeconds),
        // Where the episode lies before the time of the query is another at every refresh; what is refused in it is not.
        identity: `${UNION_ID}:${print(selector)}`,
      })
    )
  );
  return unionQueries<InstantQuery>(UNION_ID, leaves, (question) => ({
    kind: 'instant',
    ...question,
    atSeconds: toSeconds,
  }));
}

/** The episodes with what was hit, where the answers to `planHits` tell it. */
export function withHits(request: Request, found: readonly SloEpisodes[], answers: Answers): SloEpisodes[] {
  const read = partReader(planHits(request, found), answers);
  const terms = termsOf(sloOf(found));
  const hits = new Map(askedOf(found).map((asked) => [asked.episode, hitOf(asked, terms, read)]));
  return found.map((one) =>
    one.state === 'ok'
      ? { ...one, episodes: one.episodes.map((episode) => ({ ...episode, hit: hits.get(episode) ?? NOTHING })) }
      : one
  );
}

const NOTHING: Hit = { group: null, release: null };

function sloOf(found: readonly SloEpisodes[]) {
  return found.map(({ slo }) => slo);
}

function askedOf(found: readonly SloEpisodes[]): Asked[] {
  return found
    .flatMap((one) => {
      const { events, id } = one.slo;
      return one.state === 'ok' && one.weighs === 'events' && events
        ? one.episodes.map((episode): Asked => ({ id, events, episode }))
        : [];
    })
    .sort((a, b) => b.episode.costRatio - a.episode.costRatio)
    .slice(0, MOST_EPISODES);
}

function keyOf({ id, episode }: Asked, term: string): string {
  return JSON.stringify([id, episode.onsetSeconds, term]);
}

function byGroup(selector: Selector, { onsetSeconds, endSeconds }: CostedEpisode, toSeconds: number) {
  const end = endSeconds ?? toSeconds;
  return increaseByGroup(selector, end - onsetSeconds, toSeconds - end);
}

function hitOf(asked: Asked, terms: Terms, read: ReadPart): Hit {
  const answers = new Map(
    selectorsOf(asked.events).map((selector) => [
      selector,
      readByGroup(read(UNION_ID, keyOf(asked, termKey(terms, selector)))),
    ])
  );
  const named = (labels: readonly string[], choose: (groups: readonly GroupCount[]) => GroupShares | null) =>
    labels.flatMap((label): NamedGroup[] => {
      const chosen = choose(groupsBy(label, asked.events, answers));
      return chosen && chosen.value !== '' ? [{ ...chosen, label }] : [];
    });
  // The sort is stable: of labels that tell the same, the first is named.
  const [group = null] = named(GROUP_LABELS, mainGroup).sort((a, b) => excessOf(b) - excessOf(a));
  const [release = null] = named(VERSION_LABELS, carrier);
  return { group, release };
}
