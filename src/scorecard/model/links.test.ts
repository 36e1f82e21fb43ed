import { keepContext, readLinks } from './links';

test('runbooks come first, kinds nobody knows last, and only links that may be followed', () => {
  const links = [
    { kind: 'logs', title: 'Loki', url: '/explore?x=1' },
    { kind: 'fancy', title: 'Wiki', url: 'https://wiki.example' },
    { kind: 'runbook', url: 'https://runbooks.example/a' },
    { kind: 'runbook', title: 'evil', url: 'javascript:alert(1)' },
    { kind: 'dashboard', title: 'evil', url: '//evil.example' },
    { kind: 'dashboard', title: 'none' },
    'text',
    null,
  ];
  expect(readLinks(links)).toEqual([
    { kind: 'runbook', title: '', url: 'https://runbooks.example/a' },
    { kind: 'logs', title: 'Loki', url: '/explore?x=1' },
    { kind: 'other', title: 'Wiki', url: 'https://wiki.example' },
  ]);
});

test.each([null, undefined, 'https://runbooks.example', 7, {}])('%j holds no links', (value) => {
  expect(readLinks(value)).toEqual([]);
});

const CONTEXT = 'from=now-7d&to=now&var-service=cart&var-service=a%26b';

test.each([
  ['/d/abc', '/d/abc?from=now-7d&to=now&var-service=cart&var-service=a%26b'],
  ['/d/abc/slo?viewPanel=1#top', `/d/abc/slo?viewPanel=1&${CONTEXT}#top`],
  ['/d/abc?var-service=mine&from=now-1h', '/d/abc?var-service=mine&from=now-1h&to=now'],
  ['/explore?left=1', '/explore?left=1'],
  ['https://other.example/d/abc', 'https://other.example/d/abc'],
])('%s leads to %s', (url, expected) => {
  expect(keepContext(url, CONTEXT)).toBe(expected);
});

test('without a dashboard around it a link stays as it is', () => {
  expect(keepContext('/d/abc?a=1#b', '')).toBe('/d/abc?a=1#b');
});
