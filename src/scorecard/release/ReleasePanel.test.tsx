import React from 'react';
import { FieldType, LoadingState, toDataFrame, type DataFrame } from '@grafana/data';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CRITERIA_SCHEMA, RELEASE_SCHEMA } from '../../core/frame/releaseTable';
import { AT, panelData } from '../testing';
import { FAILED, Panel } from '../view/testing';

const MINUTE = 60_000;

type Row = Record<string, unknown>;

const availability: Row = {
  criterion: 'availability',
  verdict: 'PASS',
  reason: '',
  requirement: 'At least 99.9% of its requests are good',
  measured: '99.978% good; in truth between 99.951% and 99.99%',
  missing: '',
  problems: '',
  objective: 0.999,
  value: 0.99978,
  lower: 0.99951,
  upper: 0.9999,
  bad: 20,
  total: 90_020,
  firstPassed: AT - 40 * MINUTE,
  required: true,
  inequality: 'lnEPass 4.1 >= ln(1/alpha) 3.5',
  assumptions: 'no event is counted twice\nthe window began at the start of the release and only grew',
  method: 'anytime-bursts/1',
  upstream: 'Prometheus',
  id: 'a',
};
const latency: Row = {
  ...availability,
  criterion: 'latency',
  verdict: 'INCONCLUSIVE',
  reason: 'more events are needed',
  missing: 'needs about 1,900 more events, about 12 min',
  firstPassed: null,
  id: 'b',
};
const release: Row = {
  service: 'loyalty',
  version: '7.3.1',
  verdict: 'PASS',
  reason: '',
  policy: 'loyalty-canary',
  baseline: '',
  environment: 'prod',
  attempt: 1,
  phase: 'soaked',
  start: AT - 90 * MINUTE,
  end: AT - MINUTE,
  elapsed: 89 * 60,
  atLeast: 1800,
  atMost: 7200,
  ahead: '',
  registration: 'registered before the start',
  digest: 'sha256:ab',
  alpha: 0.05,
  upstream: 'Prometheus',
  certificate: '{}\n',
};

function frameOf(schema: string, rows: readonly Row[]): DataFrame {
  const [first = {}] = rows;
  return toDataFrame({
    refId: 'A',
    meta: { custom: { schema, version: 1 } },
    fields: Object.keys(first).map((name) => ({ name, type: FieldType.other, values: rows.map((row) => row[name]) })),
  });
}

const framesOf = (criteria: readonly Row[], ...releases: readonly Row[]) => [
  frameOf(CRITERIA_SCHEMA, criteria),
  frameOf(RELEASE_SCHEMA, releases),
];
const show = (frames: DataFrame[], extra = {}) =>
  render(<Panel data={panelData(frames, extra)} replaceVariables={() => 'var-policy=loyalty-canary'} />);

// It is loaded when it is first shown.
beforeAll(async () => {
  show(framesOf([availability], release));
  await screen.findByRole('heading', { name: /loyalty/ });
  cleanup();
});

test('says whether the release passes, since when, by what, and what that means', () => {
  show(framesOf([availability], release));
  const headline = screen.getByRole('status');
  expect(headline).toHaveTextContent('Passes');
  expect(within(headline).getByRole('heading')).toHaveTextContent('loyalty 7.3.1 passes');
  expect(headline).toHaveTextContent('a pass would have had a chance of at most 5%, if what is assumed below holds');
  expect(screen.getByText('1 h 29 min of at least 30 min, at most 2 h')).toBeVisible();
  expect(screen.getByText('every other version')).toBeVisible();
  expect(screen.getByText('loyalty-canary, registered before the start')).toBeVisible();
  const row = screen.getByRole('row', { name: /availability/ });
  expect(row).toHaveTextContent('Passes');
  expect(row).toHaveTextContent('in truth between 99.951% and 99.99%');
  expect(row).toHaveTextContent('20 bad of 90,020 events');
  expect(row).toHaveTextContent('All of what it can be in truth meets the objective.First passed at 01:33.');
  const rest = screen.getByRole('region', { name: 'What this rests on' });
  expect(within(rest).getAllByRole('listitem')).toHaveLength(2);
});

test('says what is missing of one that is not decided, and that this is no pass', () => {
  const undecided = { ...release, verdict: 'INCONCLUSIVE', reason: 'more events are needed' };
  show(framesOf([availability, latency], undecided));
  expect(screen.getByRole('status')).toHaveTextContent('loyalty 7.3.1 is not decided: more events are needed');
  expect(screen.getByRole('status')).toHaveTextContent('That is no pass');
  expect(screen.getByRole('row', { name: /latency/ })).toHaveTextContent(
    'Needs about 1,900 more events, about 12 min.'
  );
});

test('keeps that it had passed in sight of one that fails now', () => {
  const failing = { ...availability, verdict: 'FAIL' };
  show(framesOf([failing], { ...release, verdict: 'FAIL' }));
  expect(screen.getByRole('status')).toHaveTextContent('loyalty 7.3.1 fails');
  expect(screen.getByRole('row', { name: /availability/ })).toHaveTextContent(
    'Had passed at 01:33; what came later speaks against it.'
  );
});

test('says before the start when a pass is possible, and offers no certificate', () => {
  const ahead = 'At last week’s traffic a pass is possible after about 42 min.';
  const before = {
    ...release,
    verdict: 'INCONCLUSIVE',
    phase: 'notStarted',
    ahead,
    start: null,
    end: null,
    certificate: '',
  };
  show(framesOf([{ ...latency, reason: 'the release has not started' }], before));
  expect(screen.getByRole('status')).toHaveTextContent(ahead);
  expect(screen.getByText('at least 30 min, at most 2 h')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Download certificate' })).not.toBeInTheDocument();
});

test.each([
  ['without a criterion', []],
  ['with none that is required', [{ ...availability, required: false }]],
  ['with one that is not decided', [availability, latency]],
  ['with one whose verdict nobody knows', [{ ...availability, verdict: 'pass' }]],
])('shows no pass %s', (_, criteria) => {
  show(framesOf(criteria, release));
  expect(screen.getByRole('status')).toHaveTextContent(/Not decided.*is not decided/);
});

test('shows each of several data sources by its own criteria', () => {
  const us = { ...latency, upstream: 'US' };
  show(framesOf([availability, us], release, { ...release, upstream: 'US', verdict: 'INCONCLUSIVE' }));
  expect(screen.getByRole('region', { name: 'loyalty 7.3.1 passes' })).toHaveTextContent('Prometheus');
  const other = screen.getByRole('region', { name: 'loyalty 7.3.1 is not decided' });
  expect(within(other).getByRole('row', { name: /latency/ })).toBeVisible();
  expect(within(other).queryByRole('row', { name: /availability/ })).not.toBeInTheDocument();
});

test('hands the certificate over as it is', async () => {
  const blobs: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = jest.fn((blob: Blob) => {
    blobs.push(blob);
    return 'blob:x';
  });
  URL.revokeObjectURL = jest.fn();
  const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  show(framesOf([availability], { ...release, certificate: '{"predicate":1}\n' }));
  await userEvent.click(screen.getByRole('button', { name: 'Download certificate' }));
  expect(names).toEqual([expect.stringMatching(/^certificate-loyalty-7\.3\.1-.*\.json$/)]);
  const text = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsText(blobs[0]!);
  });
  expect(text).toBe('{"predicate":1}\n');
  click.mockRestore();
});

test('leads to its own time, as the range of the dashboard decides nothing', () => {
  show(framesOf([availability], release));
  const { href } = screen.getByRole<HTMLAnchorElement>('link', { name: 'Show its time in the graphs' });
  const { pathname, searchParams } = new URL(href);
  expect([pathname, searchParams.get('var-policy')]).toEqual(['/d/reliability-release', 'loyalty-canary']);
  expect(Number(searchParams.get('from'))).toBeLessThan(AT - 90 * MINUTE);
  expect(Number(searchParams.get('to'))).toBeGreaterThan(AT - MINUTE);
});

test('keeps the last answer while a refresh fails, but no pass, and says so; of another question it keeps nothing', () => {
  const { rerender } = show(framesOf([availability], release));
  const again = (frames: DataFrame[], extra: object, question = 'var-policy=loyalty-canary') =>
    rerender(<Panel data={panelData(frames, extra)} replaceVariables={() => question} />);
  again([], FAILED);
  const name = 'loyalty 7.3.1 is not decided: it passed at 02:14, and the refresh since then failed';
  expect(screen.getByRole('heading', { name })).toBeVisible();
  expect(screen.getByText('availability')).toBeVisible();
  expect(screen.queryByText('Passes')).not.toBeInTheDocument();
  expect(screen.getByRole('note')).toHaveTextContent('Refresh failed; this is how it was at 02:14.');
  again([], FAILED, 'var-policy=another');
  expect(screen.queryByText(/passes/)).not.toBeInTheDocument();
  expect(screen.getByText('No release is judged')).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('503');
});

test('shows no answer to the question before while another is on its way', () => {
  const { rerender } = show(framesOf([availability], release));
  rerender(
    <Panel
      data={panelData(framesOf([availability], release), { state: LoadingState.Loading })}
      replaceVariables={() => 'var-policy=another'}
    />
  );
  expect(screen.queryByText(/passes/)).not.toBeInTheDocument();
});
