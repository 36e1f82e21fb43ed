import { dateTime, FieldType, LoadingState, toDataFrame } from '@grafana/data';
import { AT, panelData, request, sloFrame } from '../testing';
import { readPanelData } from './reading';

const same = (text: string) => text;

test.each([
  [LoadingState.NotStarted, false],
  [LoadingState.Loading, false],
  [LoadingState.Streaming, true],
  [LoadingState.Done, true],
  [LoadingState.Error, true],
])('%s is settled: %s', (state, settled) => {
  expect(readPanelData(panelData([], { state }), same).settled).toBe(settled);
});

test.each([
  ['the same targets', {}, same, true],
  ['other targets', { request: request([{ refId: 'B' }]) }, same, false],
  ['another value of a variable', {}, (text: string) => text.replace('"A"', '"eu"'), false],
  [
    'a later end of a relative range',
    { timeRange: { ...panelData([]).timeRange, to: dateTime(AT + 9e5) } },
    same,
    true,
  ],
  [
    'another end of the range',
    { timeRange: { ...panelData([]).timeRange, raw: { from: 'now-1h', to: dateTime(AT) } } },
    same,
    false,
  ],
])('%s: the same question is %s', (_, extra, interpolate, expected) => {
  const first = readPanelData(panelData([]), same).question;
  expect(readPanelData(panelData([], extra), interpolate).question === first).toBe(expected);
});

test.each([
  ['no frames', [], { kind: 'none' }],
  ['a frame without fields', [toDataFrame({ fields: [] })], { kind: 'none' }],
  [
    'frames that are no SLOs',
    [toDataFrame({ fields: [{ name: 'name', type: FieldType.string, values: ['a'] }] })],
    { kind: 'unfit', missing: ['status', 'budgetRemaining'] },
  ],
  ['no rows', [sloFrame([])], { kind: 'fit' }],
])('frames: %s', (_, frames, expected) => {
  expect(readPanelData(panelData(frames), same).frames).toEqual(expected);
});

test.each([
  ['none', {}, []],
  [
    'several, each message once',
    { errors: [{ message: 'x', refId: 'A' }, { message: 'x' }, { message: 'y' }] },
    ['x', 'y'],
  ],
  ['the words of the answer', { errors: [{ data: { message: 'refused' }, statusText: 'Bad Gateway' }] }, ['refused']],
  ['the status at least', { errors: [{ statusText: 'Bad Gateway' }] }, ['Bad Gateway']],
  ['an error nobody explains', { state: LoadingState.Error }, ['']],
])('failures: %s', (_, extra, messages) => {
  expect(readPanelData(panelData([], extra), same).failures.map(({ message }) => message)).toEqual(messages);
});

test('notices of all frames, worst first, each text once, with links that may be followed', () => {
  const first = sloFrame([], 'A', [
    { severity: 'info', text: 'twice', link: '/d/abc' },
    { severity: 'info', text: 'script', link: 'javascript:alert(1)' },
    { severity: 'info', text: '' },
  ]);
  const second = sloFrame([], 'B', [
    { severity: 'error', text: 'broken' },
    { severity: 'info', text: 'twice' },
    { severity: 'warning', text: 'short history', link: 'https://docs.example' },
  ]);
  const empty = toDataFrame({ fields: [], meta: { notices: [{ severity: 'warning', text: 'no fields' }] } });
  expect(readPanelData(panelData([first, second, empty]), same).notices).toEqual([
    { severity: 'error', text: 'broken', url: null },
    { severity: 'warning', text: 'short history', url: 'https://docs.example' },
    { severity: 'warning', text: 'no fields', url: null },
    { severity: 'info', text: 'twice', url: '/d/abc' },
    { severity: 'info', text: 'script', url: null },
  ]);
});
