import { lastValueFrom, of, toArray } from 'rxjs';
import { answersOf, type Counted, countedDefinition } from '../../core/query/events/testing';
import type { Answers, Query } from '../../core/query/port';
import { mergeDefinitions } from '../../core/slo/merge';
import { EPISODES } from './episodes';
import type { Asked, Told } from './queryKind';
import { SLOS, STATUS_COUNTS } from './slos';

const HOUR = 3600;
const DAY = 86_400;
const AT = 497_222 * HOUR;

const slos = mergeDefinitions(
  { uid: 'prom', name: 'Prometheus', labels: {} },
  [],
  Array.from({ length: 3 }, (_, index) =>
    countedDefinition({ name: `slo-${index}`, window: { kind: 'rolling', seconds: 3 * DAY } })
  )
);

/** 10 events a second, half of them bad in the last two hours. */
const burning: Counted = (metric, from, to) =>
  metric === 'total' ? 10 * (to - from) : 5 * Math.max(0, to - Math.max(from, AT - 2 * HOUR));
const quiet: Counted = (metric, from, to) => (metric === 'total' ? 10 * (to - from) : 0);

/** Answers every question at once, and keeps what was asked. */
function upstream(counted: Counted, change: (answers: Answers) => Answers = (answers) => answers) {
  const questions: Array<readonly Query[]> = [];
  const asked: Asked = {
    target: { refId: 'A', schemaVersion: 1, queryType: 'slos' },
    range: { fromSeconds: AT - DAY, toSeconds: AT, stepSeconds: 600, zone: 'Etc/UTC' },
    slos,
    upstream: { uid: 'prom', name: 'Prometheus', labels: {} },
    known: slos,
    grafanaAlerting: of({ alerts: { state: 'ok', value: [] }, alertmanager: null }),
    options: {},
    rules: { state: 'unreadable', cause: 'missing', message: '' },
    askExemplars: () => of([]),
    release: null,
    askUpstream: (queries) => {
      questions.push(queries);
      return of(change(answersOf(queries, counted)));
    },
  };
  return { asked, questions };
}

describe('what is asked in a second round', () => {
  it('is since when it burns, of rows that fire', async () => {
    const { asked, questions } = upstream(burning);
    const told = await lastValueFrom(SLOS.ask(asked).pipe(toArray()));
    // Numbers, past, trends, alerts; and this.
    expect(questions).toHaveLength(5);
    expect(told.at(-1)).toMatchObject({ state: 'done', messages: [] });
    expect(told.at(-1)!.found.rows.map(({ onset }) => onset)).toEqual(
      slos.map(() => ({ atSeconds: AT - 2 * HOUR, seen: true }))
    );
    expect(told[0]!.state).toBe('loading');
    expect(told.at(-1)!.sent.at(-2)!.promql).toMatch(/increase\(/);
  });

  it('is nothing where none fires, nor where only statuses are counted', async () => {
    for (const [kind, counted, asks] of [
      [SLOS, quiet, 4],
      [STATUS_COUNTS, burning, 2],
    ] as const) {
      const { asked, questions } = upstream(counted);
      const told = await lastValueFrom<Told<unknown>>(kind.ask(asked));
      expect(questions).toHaveLength(asks);
      expect(told.state).toBe('done');
    }
  });

  it('costs nothing but the onset where it is not answered', async () => {
    const { asked } = upstream(burning, (answers) =>
      [...answers.keys()].some((id) => id.startsWith('burn'))
        ? new Map([...answers.keys()].map((id) => [id, { state: 'failed', message: 'too slow', cause: 'unavailable' }]))
        : answers
    );
    const told = await lastValueFrom(SLOS.ask(asked));
    expect(told).toMatchObject({ state: 'done', messages: ['too slow'] });
    expect(told.found.rows.map(({ verdict, onset }) => [verdict.status, onset])).toEqual(
      slos.map(() => ['burning', undefined])
    );
  });

  it('is what was hit in episodes, where there are any', async () => {
    const { asked, questions } = upstream(burning);
    const told = await lastValueFrom(EPISODES.ask(asked).pipe(toArray()));
    expect(questions).toHaveLength(2);
    expect(told.map(({ state }) => state)).toEqual(['loading', 'done']);
    const hits = told.map(({ found }) => found.flatMap((one) => (one.state === 'ok' ? one.episodes : [])));
    expect(hits[0]!.map(({ hit }) => hit)).toEqual(slos.map(() => undefined));
    // The counters of this upstream have no labels.
    expect(hits[1]!.map(({ hit }) => hit)).toEqual(slos.map(() => ({ group: null, release: null })));

    const well = upstream(quiet);
    expect((await lastValueFrom(EPISODES.ask(well.asked))).state).toBe('done');
    expect(well.questions).toHaveLength(1);
  });
});
