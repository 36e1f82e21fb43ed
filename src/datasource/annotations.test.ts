import type { DataFrame } from '@grafana/data';
import { datasource, request, values } from './testedDataSource';
import { lastValueFrom } from 'rxjs';
import { prometheus } from './testedRuntime';
import { FROM, slothStore } from './testing';
import type { AnnotationMark, SloQuery } from './types';

jest.mock('@grafana/runtime', () => jest.requireActual('./testedRuntime').runtime);

const HOUR = 3600;
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
const oneOff = (reason: string, from: number, to: number, more: object = {}) => ({
  reason,
  from: iso(from),
  to: iso(to),
  ...more,
});

function configured(names: readonly string[] = ['availability', 'latency']) {
  const requests = prometheus(slothStore(names));
  const exclusions = [
    oneOff('Move', FROM + HOUR, FROM + 3 * HOUR, { author: 'anna' }),
    oneOff('Long before', FROM - 9 * HOUR, FROM - 5 * HOUR),
    oneOff('Elsewhere', FROM + HOUR, FROM + 2 * HOUR, { match: { service: ['kitchen'] } }),
    oneOff('Begins earlier', FROM - HOUR, FROM + HOUR / 2),
  ];
  return { ds: datasource({ upstreams: [{ uid: 'prom' }], exclusions }), requests };
}

async function asked(ds: ReturnType<typeof datasource>, target: Partial<SloQuery>) {
  const prepared = ds.annotations.prepareQuery!({
    name: 'Marks',
    enable: true,
    iconColor: 'red',
    target: target as SloQuery,
  });
  return lastValueFrom(ds.query(request(prepared!)));
}

describe('annotations', () => {
  it('mark the exclusions of the chosen SLOs within the range, each once', async () => {
    const { ds } = configured();
    const answer = await asked(ds, { mark: 'exclusions' });
    expect(values(answer, 'time')).toEqual([FROM * 1000, (FROM + HOUR) * 1000]);
    expect(values(answer, 'timeEnd')).toEqual([(FROM + HOUR / 2) * 1000, (FROM + 3 * HOUR) * 1000]);
    expect(values(answer, 'text')).toEqual(['Counts for nothing: Begins earlier', 'Counts for nothing: Move (anna)']);
    expect(values(answer, 'tags')).toEqual([['excluded'], ['excluded']]);
  });

  it('mark episodes where nobody says what', () => {
    const { ds } = configured();
    const prepared = ds.annotations.prepareQuery!({ name: 'Marks', enable: true, iconColor: 'red' });
    expect(prepared).toMatchObject({ refId: 'Anno', schemaVersion: 1, queryType: 'annotations', mark: 'episodes' });
    expect(ds.annotations.getDefaultQuery!()).toMatchObject({ queryType: 'annotations', mark: 'episodes' });
  });

  it('mark what was chosen, whatever the type of the query was', () => {
    const { ds } = configured();
    const target: SloQuery = {
      refId: 'B',
      schemaVersion: 1,
      queryType: 'slos',
      services: ['orders'],
      mark: 'exhausted',
    };
    expect(ds.annotations.prepareQuery!({ name: '', enable: true, iconColor: '', target })).toMatchObject({
      refId: 'B',
      queryType: 'annotations',
      mark: 'exhausted',
      services: ['orders'],
    });
  });

  it.each<AnnotationMark>(['episodes', 'exhausted', 'exclusions', 'releases'])(
    'ask as much of 40 SLOs as of one for %s',
    async (mark) => {
      const ask = async (names: readonly string[]) => {
        const { ds, requests } = configured(names);
        const answer = await asked(ds, { mark });
        expect((answer.data as DataFrame[]).map(({ name }) => name)).toEqual(['annotations']);
        return requests.length;
      };
      const many = Array.from({ length: 40 }, (_, index) => `slo-${index}`);
      expect(await ask(many)).toBe(await ask(['availability']));
    }
  );
});
