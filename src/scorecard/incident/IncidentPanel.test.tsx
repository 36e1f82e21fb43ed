import React from 'react';
import { FieldType, LoadingState, toDataFrame } from '@grafana/data';
import { cleanup, render, screen, within } from '@testing-library/react';
import { INCIDENT_SCHEMA, INCIDENT_VERSION, type BurningSlo, type IncidentView } from '../../core/frame/incident';
import { AT, panelData } from '../testing';
import { Panel } from '../view/testing';

const MINUTE = 60_000;

const burning: BurningSlo = {
  id: 'orders-availability-eu',
  service: 'orders',
  name: 'availability-eu',
  description: 'Orders in Europe are accepted.',
  owner: 'waiters',
  upstream: 'Prometheus',
  labels: { region: 'eu' },
  status: 'burning',
  statusReason: 'Both windows burn.',
  severity: 'page',
  alert: 'firing',
  firing: [{ name: 'OrdersBurn', sinceMilliseconds: AT - 90 * MINUTE, notified: 'unknown', notifiedReason: '' }],
  pair: '5m/1h',
  burnRate: 20.04,
  nowRate: 25.04,
  calm: false,
  onsetMilliseconds: AT - 93 * MINUTE,
  onsetSeen: true,
  costRatio: 0.1234,
  badEvents: 2345.4,
  budgetRemaining: 0.4,
  eventBudgetRemaining: 0.35,
  exhaustionSeconds: 3 * 3600,
  exhaustionRateWindow: '1h',
  links: [{ kind: 'runbook', title: '', url: 'https://runbooks.example/orders' }],
  promql: 'slo:sli_error:ratio_rate5m{sloth_id="orders-availability-eu"}',
  alertLabels: { sloth_id: 'orders-availability-eu' },
  upstreamUid: 'prom',
};

const incident: IncidentView = {
  atMilliseconds: AT,
  complete: true,
  dataAgeSeconds: 20,
  sloCount: 12,
  blind: [{ service: 'delivery', name: 'location-updates', upstream: 'Prometheus', reason: 'Its metric is gone.' }],
  main: burning,
  others: [{ ...burning, id: 'b', name: 'tickets', severity: 'ticket', burnRate: 3.2, owner: '' }],
  together: [],
  togetherSeconds: 300,
  last: null,
  lastReason: '',
  groups: [
    { label: 'region', value: 'eu', badRatio: 0.93, trafficRatio: 0.31, standsOut: true },
    { label: 'region', value: 'us', badRatio: 0.07, trafficRatio: 0.69, standsOut: false },
  ],
  groupsReason: '',
  changes: [{ kind: 'version', atMilliseconds: AT - 100 * MINUTE, text: 'orders: version 4.2.0 is new' }],
  nothingFoundIn: ['targets', 'annotations'],
  notLookedIn: ['rules: not permitted'],
  changesFromMilliseconds: AT - 123 * MINUTE,
};

function frameOf(view: IncidentView | null) {
  return toDataFrame({
    refId: 'A',
    meta: { custom: { schema: INCIDENT_SCHEMA, version: INCIDENT_VERSION } },
    fields: [{ name: 'incident', type: FieldType.other, values: [view] }],
  });
}

const show = (view: IncidentView | null, extra = {}) =>
  render(<Panel data={panelData([frameOf(view)], extra)} replaceVariables={() => 'from=now-3h&to=now'} />);

// It is loaded when it is first shown.
beforeAll(async () => {
  show(incident);
  await screen.findByRole('alert');
  cleanup();
});

test('says what burns, since when, what it cost and when the budget is gone', () => {
  show(incident);
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('Page');
  expect(within(alert).getByRole('heading')).toHaveTextContent(
    'orders / availability-eu burns its budget 25 times too fast since 00:40, for 1 h 33 min'
  );
  expect(alert).toHaveTextContent(
    'Owner: waiters · 5m/1h fires by its burn rates · eu · Orders in Europe are accepted.'
  );
  // As the budget left is told by events too, so that nobody takes one for the other.
  expect(screen.getByText('12.3% of the budget')).toHaveTextContent('by events: 2345 bad');
  expect(screen.getByText('40%')).toHaveTextContent('by events 35%');
  // Seven eighths of the budget that the ratios tell are left by events.
  expect(screen.getByText('in 3 h')).toHaveTextContent('by events in about 2 h 37 min');
});

test('does not send anybody to look for rules while the alert of what began with it fires', () => {
  const other: BurningSlo = { ...burning, id: 'other', name: 'tickets', alert: 'firing' };
  const view = { ...incident, main: { ...burning, alert: 'missing' as const }, others: [other] };
  const { rerender } = render(<Panel data={panelData([frameOf({ ...view, together: ['other'] })])} />);
  expect(screen.getByRole('alert')).toHaveTextContent(
    'No alert of its own fires, but one does of what began to burn with it.'
  );
  rerender(<Panel data={panelData([frameOf({ ...view, together: [] })])} />);
  expect(screen.getByRole('alert')).toHaveTextContent('Its alerting rules may be missing');
});

test('says plainly that no alert fires for what burns, or that nobody knows, or which one does and whether people are told', () => {
  const withAlert = (alert: BurningSlo['alert']) => frameOf({ ...incident, main: { ...burning, alert, calm: true } });
  const { rerender } = render(<Panel data={panelData([withAlert('missing')])} />);
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('No alert fires for it. Its alerting rules may be missing, or not evaluated yet.');
  expect(within(alert).getByRole('heading')).toHaveTextContent(
    'has not burned in the last hour; 5m/1h still counts for what began 00:40'
  );
  expect(alert).not.toHaveTextContent('its alert still fires');
  rerender(<Panel data={panelData([withAlert('unknown')])} />);
  expect(screen.getByRole('alert')).toHaveTextContent('Whether an alert fires for it is not known.');
  rerender(<Panel data={panelData([withAlert('firing')])} />);
  expect(screen.getByRole('alert')).toHaveTextContent(
    'OrdersBurn fires since 00:43; whether it is silenced is not known.'
  );
  const told = (notified: 'told' | 'silenced', notifiedReason = '') => {
    const [one] = burning.firing;
    const main = { ...burning, firing: [{ ...one!, notified, notifiedReason }] };
    rerender(<Panel data={panelData([frameOf({ ...incident, main })])} />);
    return screen.getByRole('alert');
  };
  expect(told('told')).toHaveTextContent('OrdersBurn fires since 00:43 and is not silenced.');
  expect(told('silenced', 'by alice: vendor')).toHaveTextContent('since 00:43, but is silenced by alice: vendor.');
});

test('says how to add a runbook, and offers that of an SLO that began to burn with it as what it is', () => {
  const other = { ...burning, id: 'other', service: 'kitchen', name: 'latency' };
  const view = { ...incident, main: { ...burning, links: [] }, others: [other], together: ['other'] };
  const { rerender } = show(view);
  const places = () => screen.getByRole('navigation', { name: 'Where to go' });
  expect(places()).toHaveTextContent(
    'No runbook is known. Its alerting rules can name one in the annotation runbook_url, its SLO document in the annotation runbook. What began to burn with it has one: runbook of kitchen / latency'
  );
  expect(within(places()).getByRole('link', { name: /runbook of kitchen \/ latency/ })).toHaveAttribute(
    'href',
    'https://runbooks.example/orders'
  );
  rerender(<Panel data={panelData([frameOf({ ...view, together: [] })])} />);
  expect(places()).toHaveTextContent(/No runbook is known/);
  expect(places()).not.toHaveTextContent('kitchen');
});

test('tells SLOs of one name apart by their groups, also where it leads', () => {
  const aws = { ...burning, id: 'aws', name: 'tickets', labels: { provider: 'aws', team: 'x' } };
  const gcp = { ...aws, id: 'gcp', labels: { provider: 'gcp', region: 'eu' }, alert: 'missing' as const };
  show({ ...incident, others: [aws, gcp], together: ['gcp'] });
  const [first, second] = within(screen.getByRole('region', { name: 'Also burning' })).getAllByRole('listitem');
  expect(first).toHaveTextContent('orders / ticketsaws · 20x over 1h · since 00:40 · waiters · its alert fires');
  expect(second).toHaveTextContent('orders / ticketseu, gcp · 20x over 1h · since 00:40 · waiters · no alert fires');
  expect(within(second!).getByRole('link')).toHaveAttribute(
    'href',
    '/d/reliability-incident?var-service=orders&var-slo=tickets&var-region=eu&var-provider=gcp&from=now-3h&to=now'
  );
  expect(screen.getByRole('alert')).toHaveTextContent('orders / tickets (eu, gcp, 00:40, no alert fires)');
});

test('says that the budget is gone by events where recorded ratios have some left', () => {
  show({ ...incident, main: { ...burning, eventBudgetRemaining: -0.2 } });
  expect(screen.getByText('in 3 h')).toHaveTextContent('by events already spent');
});

test('says first how old the data is and what cannot be seen', () => {
  show(incident);
  const sight = screen.getAllByRole('status')[0]!;
  expect(sight).toHaveTextContent('Newest data: 20 s old');
  expect(within(sight).getByRole('button', { name: '1 SLO cannot be seen' })).toHaveAttribute(
    'title',
    'delivery / location-updates: Its metric is gone.'
  );
  expect(sight.compareDocumentPosition(screen.getByRole('alert')) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

test('names its time zone once, for all its times', () => {
  show(incident);
  expect(screen.getAllByRole('status')[0]).toHaveTextContent('As of 02:13:05 UTC');
  expect(screen.getAllByText(/UTC/)).toHaveLength(1);
});

test('says which others began to burn at the same time, worst first, and not why', () => {
  const other = (id: string, minutesLater: number): BurningSlo => ({
    ...burning,
    id,
    service: 'kitchen',
    name: id,
    onsetMilliseconds: AT - (93 - minutesLater) * MINUTE,
  });
  const others = [other('latency', 2), other('apart', 20), other('a', 0), other('b', 0), other('c', 0)];
  const { rerender } = show({ ...incident, others, together: ['latency', 'a'] });
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent(
    '2 other SLOs began to burn within 5 min of it: kitchen / latency (eu, 00:42, its alert fires), kitchen / a (eu, 00:40, its alert fires)'
  );
  expect(alert).not.toHaveTextContent(/cause|because/i);
  expect(within(alert).getByRole('link', { name: 'kitchen / latency' })).toHaveAttribute(
    'href',
    '/d/reliability-incident?var-service=kitchen&var-slo=latency&var-region=eu&from=now-3h&to=now'
  );
  const showing = (view: IncidentView) => rerender(<Panel data={panelData([frameOf(view)])} />);
  showing({ ...incident, others, together: ['latency', 'a', 'b', 'c'] });
  expect(within(screen.getByRole('alert')).getAllByRole('link')).toHaveLength(3);
  expect(screen.getByRole('alert')).toHaveTextContent('kitchen / b (eu, 00:40, its alert fires) and 1 more below');
  showing({ ...incident, others, together: [] });
  expect(screen.getByRole('alert')).not.toHaveTextContent('other SLO');
});

test('says that nobody can tell the cost, but not while it is on its way', () => {
  const unknown = { ...incident, main: { ...burning, costRatio: null, badEvents: null } };
  const cost = () => screen.getByText('Cost so far').parentElement!.textContent;
  const { rerender } = show({ ...unknown, complete: false }, { state: LoadingState.Loading });
  expect(cost()).toBe('Cost so far…');
  rerender(<Panel data={panelData([frameOf(unknown)])} />);
  expect(cost()).toBe('Cost so farcannot tell');
});

test('ranks groups and says in words what the bars show', () => {
  show(incident);
  const where = screen.getByRole('region', { name: 'Where' });
  expect(
    within(where)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent)
  ).toEqual([
    'region: eu93% of the bad events, 31% of the traffic',
    'region: us7% of the bad events, 69% of the traffic',
  ]);
  expect(where).not.toHaveTextContent('None stands out');
});

test('names nobody where nobody stands out', () => {
  show({ ...incident, groups: incident.groups.map((group) => ({ ...group, standsOut: false })) });
  expect(screen.getByRole('region', { name: 'Where' })).toHaveTextContent('None stands out');
});

test('tells what changed before, what was looked at in vain and what was not looked at', () => {
  show(incident);
  const before = screen.getByRole('region', { name: 'What changed before, from 00:10' });
  expect(before).toHaveTextContent('00:33orders: version 4.2.0 is new');
  expect(before).toHaveTextContent('Nothing found in: targets, annotations.');
  expect(before).toHaveTextContent('Not looked in: rules: not permitted');
  expect(before).not.toHaveTextContent(/cause/i);
});

test('leads to runbook, SLO, Explore and a silence of its alerts', () => {
  show(incident);
  const links = within(screen.getByRole('navigation', { name: 'Where to go' })).getAllByRole('link');
  // Versions of Grafana write the same address with and without escapes.
  expect(links.map((link) => [link.textContent, decodeURIComponent(link.getAttribute('href') ?? '')])).toEqual([
    ['Runbook', 'https://runbooks.example/orders'],
    ['The SLO', '/d/reliability-slo?var-service=orders&var-slo=availability-eu&var-region=eu&from=now-3h&to=now'],
    ['Explore', expect.stringMatching(/^\/explore\?schemaVersion=1&panes=/)],
    ['Silence', '/alerting/silence/new?matcher=sloth_id=orders-availability-eu'],
  ]);
  const panes = JSON.parse(new URLSearchParams(links[2]!.getAttribute('href')!.split('?')[1]).get('panes')!);
  expect(panes.slo).toMatchObject({ datasource: 'prom', queries: [{ expr: burning.promql }] });
});

test('lists what else burns', () => {
  show(incident);
  const others = screen.getByRole('region', { name: 'Also burning' });
  expect(others).toHaveTextContent('Pages before tickets, then the least budget left, as on the scorecard.');
  expect(others).toHaveTextContent('Ticketorders / ticketseu · 3.2x over 1h · since 00:40 · its alert fires');
});

test('says that nothing burns, only of what can be seen, and what was last', () => {
  const last = {
    service: 'orders',
    name: 'availability-us',
    onsetMilliseconds: AT - 50 * 60 * MINUTE,
    endMilliseconds: AT - 49 * 60 * MINUTE,
    costRatio: 0.37,
    severity: 'page' as const,
  };
  const { rerender } = show({ ...incident, main: null, others: [], last });
  expect(screen.getByRole('heading')).toHaveTextContent('Of what can be seen, nothing burns');
  expect(screen.getByText(/the last was orders \/ availability-us/)).toHaveTextContent(
    'from about 2026-11-22 00:13 to about 2026-11-22 01:13 (1 h): it cost 37% of its budget.'
  );
  rerender(
    <Panel
      data={panelData([
        frameOf({ ...incident, main: null, others: [], blind: [], lastReason: 'Past episodes are not known.' }),
      ])}
    />
  );
  expect(screen.getByRole('heading')).toHaveTextContent('Nothing burns');
  expect(screen.getByText('Past episodes are not known.')).toBeInTheDocument();
});

test('keeps the last incident, with its time, when a refresh fails', () => {
  const { rerender } = show(incident);
  rerender(
    <Panel
      data={panelData([], { state: LoadingState.Error, errors: [{ message: 'eu: 503', refId: 'A' }] })}
      replaceVariables={() => 'from=now-3h&to=now'}
    />
  );
  expect(screen.getByRole('alert')).toHaveTextContent('orders / availability-eu');
  expect(screen.getByRole('note')).toHaveTextContent('Refresh failed; this is how it was at 02:13.');
});

test('never says that nothing burns when nobody can tell', () => {
  show(null, { state: LoadingState.Error, errors: [{ message: 'eu: 503', refId: 'A' }] });
  expect(screen.getByRole('alert')).toHaveTextContent('Nobody can tell what burns');
  expect(screen.queryByText(/nothing burns/i)).not.toBeInTheDocument();
});

test.each([
  ['that no SLO was found', {}, 'status', 'No SLOs match'],
  [
    'that nobody can tell where a data source did not answer',
    { state: LoadingState.Error, errors: [{ message: 'eu: 503' }] },
    'alert',
    'Nobody can tell what burnseu: 503',
  ],
])('says of no SLO at all not that nothing burns, but %s', (_, extra, role, words) => {
  show({ ...incident, sloCount: 0, main: null, others: [], blind: [], dataAgeSeconds: null }, extra);
  expect(screen.getByRole(role)).toHaveTextContent(words);
  expect(screen.queryByText(/nothing burns/i)).not.toBeInTheDocument();
});

test('says that the data is old or missing', () => {
  const { rerender } = show({ ...incident, dataAgeSeconds: 4 * 60 });
  expect(screen.getAllByRole('status')[0]).toHaveTextContent('Newest data: 4 min old');
  rerender(<Panel data={panelData([frameOf({ ...incident, dataAgeSeconds: null })])} />);
  expect(screen.getAllByRole('status')[0]).toHaveTextContent('No data in the last five minutes');
});

test('says of a data source that did not answer that nothing burns only of what can be seen', () => {
  show(
    { ...incident, main: null, others: [], blind: [] },
    { state: LoadingState.Error, errors: [{ message: 'eu: 503' }] }
  );
  expect(screen.getByRole('heading')).toHaveTextContent('Of what can be seen, nothing burns');
});

test('keeps the whole incident while the next one is on its way', () => {
  const { rerender } = show(incident);
  const partial = { ...incident, atMilliseconds: AT + 30_000, complete: false, groups: [], dataAgeSeconds: null };
  rerender(
    <Panel
      data={panelData([frameOf(partial)], { state: LoadingState.Loading })}
      replaceVariables={() => 'from=now-3h&to=now'}
    />
  );
  expect(screen.getByRole('region', { name: 'Where' })).toHaveTextContent('region: eu');
  expect(screen.getAllByRole('status')[0]).toHaveTextContent('Newest data: 20 s old');
});

test('says that an SLO cannot be seen, and why, and nothing of a rate', () => {
  show({
    ...incident,
    main: {
      ...burning,
      severity: null,
      status: 'blind',
      statusReason: 'Its SLI is gone.',
      budgetRemaining: null,
      pair: '',
    },
  });
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('Blind');
  expect(alert).toHaveTextContent('orders / availability-eu cannot be seen');
  expect(alert).toHaveTextContent('Its SLI is gone.');
  expect(screen.getAllByText('cannot tell')).toHaveLength(2);
  expect(screen.queryByRole('region', { name: 'Where' })).not.toBeInTheDocument();
});

test('says that it burns no more while the alert still fires', () => {
  show({ ...incident, main: { ...burning, calm: true } });
  expect(within(screen.getByRole('alert')).getByRole('heading')).toHaveTextContent(
    'has not burned in the last hour; its alert still fires for what began 00:40'
  );
});
