import type { SloEpisodes } from '../../core/query/episodes/judge';
import type { JudgedSlo } from '../../core/query/judgedSlo';
import { judgedSlo } from '../../core/query/testing';
import { episodesFrame } from './episodes';

const HOUR = 3600;
const AT = 497_222 * HOUR;

function slo(name: string, region = 'eu'): JudgedSlo {
  return judgedSlo(name, { id: `${name}-${region}`, labels: { region } });
}

const ended = {
  onsetSeconds: AT - 10 * HOUR,
  onsetSeen: true,
  alertSeconds: AT - 9.5 * HOUR,
  endSeconds: AT - 9 * HOUR,
  endSeen: false,
  bad: 1200,
  peakBurnRate: 80,
  severity: 'page',
  costRatio: 0.25,
  badEvents: 1200,
  postmortem: true,
  hit: {
    group: { label: 'region', value: 'eu', badRatio: 0.9, trafficRatio: 0.4 },
    release: { label: 'version', value: '3.9.0', badRatio: 0.95, trafficRatio: 0.3 },
  },
} as const;
const open = {
  ...ended,
  onsetSeconds: AT - 2 * HOUR,
  alertSeconds: AT - HOUR,
  endSeconds: null,
  onsetSeen: false,
  endSeen: true,
  severity: 'ticket',
  costRatio: 0.02,
  badEvents: null,
  postmortem: false,
  hit: { group: null, release: null },
} as const;

const all: SloEpisodes[] = [
  {
    state: 'ok',
    slo: slo('availability'),
    weighs: 'events',
    episodes: [ended],
    spentRatio: 0.3,
    backgroundRatio: 0.05,
  },
  { state: 'ok', slo: slo('latency'), weighs: 'slots', episodes: [open], spentRatio: 0.1, backgroundRatio: 0.08 },
  { state: 'absent', slo: slo('uptime', 'eu'), absence: { kind: 'noPairs' } },
  { state: 'absent', slo: slo('uptime', 'us'), absence: { kind: 'objectiveUnknown' } },
  { state: 'absent', slo: slo('freshness'), absence: { kind: 'tooMany' } },
  { state: 'absent', slo: slo('loss'), absence: { kind: 'tooMany' } },
];

describe('the frame of episodes', () => {
  const frame = episodesFrame('A', AT, all);
  const rows = [0, 1].map((row) => Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row]])));

  it('has a row per episode, the costliest first', () => {
    expect(frame.length).toBe(2);
    expect(rows).toMatchObject([
      {
        onset: (AT - 10 * HOUR) * 1000,
        end: (AT - 9 * HOUR) * 1000,
        duration: HOUR,
        slo: 'availability',
        severity: 'page',
        cost: 0.25,
        badEvents: 1200,
        peakBurnRate: 80,
        postmortem: true,
        group: 'region=eu',
        groupBad: 0.9,
        groupTraffic: 0.4,
        release: '3.9.0',
        releaseBad: 0.95,
        remark: 'There are no numbers just after it, so it may have ended later.',
        spent: 0.3,
        background: 0.05,
        labels: { region: 'eu' },
        upstream: 'Prometheus',
        id: 'availability-eu',
      },
      {
        onset: (AT - 2 * HOUR) * 1000,
        end: null,
        alert: (AT - HOUR) * 1000,
        duration: 2 * HOUR,
        service: 'orders',
        slo: 'latency',
        severity: 'ticket',
        cost: 0.02,
        badEvents: null,
        postmortem: false,
        group: '',
        groupBad: null,
        groupTraffic: null,
        release: '',
        releaseBad: null,
        remark: 'There are no numbers just before it, so it may have begun earlier.',
        spent: 0.1,
        background: 0.08,
      },
    ]);
    expect(rows.map(({ method }) => String(method).split(' ')[1])).toEqual(['events,', 'recorded']);
  });

  it('tells its version, and units and types that Grafana knows', () => {
    expect(frame.meta?.custom).toEqual({ schema: 'reliability-scorecard/episodes', version: 1 });
    const fields = Object.fromEntries(frame.fields.map(({ name, type, config }) => [name, [type, config.unit]]));
    expect(fields).toMatchObject({
      // They are known to five minutes, and look as if to the minute at most.
      onset: ['time', 'time:YYYY-MM-DD HH:mm'],
      end: ['time', 'time:YYYY-MM-DD HH:mm'],
      cost: ['number', 'percentunit'],
      duration: ['number', 's'],
      postmortem: ['boolean', undefined],
      labels: ['other', undefined],
    });
  });

  it('is headed, marked and filled for people', () => {
    const configOf = (name: string) => frame.fields.find((field) => field.name === name)!.config;
    const headings = frame.fields.map(({ config }) => config.displayNameFromDS);
    expect(new Set(headings).size).toBe(headings.length);
    expect(headings.slice(0, 8)).toEqual([
      'Onset, about',
      'End, about',
      'Duration',
      'Service',
      'SLO',
      'Severity',
      'Cost of budget',
      'Postmortem',
    ]);
    expect(configOf('end').noValue).toBe('goes on');
    expect(configOf('postmortem').mappings).toMatchObject([{ options: { true: { text: 'write one' } } }]);
  });

  it('says which SLOs it knows nothing of, and what to do about it', () => {
    expect(frame.meta?.notices?.map(({ text }) => text)).toEqual([
      '2 SLOs are left out, because they would take too many samples: orders / freshness, orders / loss. Choose fewer services or SLOs, or a shorter range or window.',
      'orders / uptime (eu): it has no alerts, and an episode is what an alert has seen.',
      'orders / uptime (us): without an objective there is no error budget.',
    ]);
  });

  it('names at most five of those that are left out', () => {
    const many = Array.from({ length: 6 }, (_, index): SloEpisodes => ({
      state: 'absent',
      slo: slo(`s${index}`),
      absence: { kind: 'tooMany' },
    }));
    expect(episodesFrame('A', AT, many).meta?.notices?.[0]?.text).toMatch(
      /^6 SLOs are left out.*: orders \/ s0, orders \/ s1, orders \/ s2, orders \/ s3, orders \/ s4 and others\. Choose/
    );
  });
});
