import { annotationLinks } from './annotationLinks';

it('takes the links that alerts carry, filled with the labels, and none that lead nowhere safe', () => {
  const annotations = {
    runbook_url: 'https://runbooks.example.com/{{ $labels.slo }}',
    dashboard: '/d/abc?var-slo={{$labels.slo}}',
    pyrra_url: 'https://pyrra.example.com/objectives',
    logs: 'javascript:alert(1)',
    traces: 'https://traces.example.com/{{ $labels.missing }}',
    summary: 'https://example.com',
  };
  expect(annotationLinks(annotations, { slo: 'checkout' })).toEqual([
    { kind: 'runbook', title: '', url: 'https://runbooks.example.com/checkout' },
    { kind: 'dashboard', title: '', url: '/d/abc?var-slo=checkout' },
    { kind: 'other', title: 'pyrra', url: 'https://pyrra.example.com/objectives' },
  ]);
});

it('knows a link by its name behind a domain, and every way of templates to name a label', () => {
  const annotations = {
    'pyrra.dev/runbook': 'https://runbooks.example.com/{{ slo }}/{{.team}}',
    dashboard: 'https://dashboards.example.com/{{$value}}',
    'logs/of': 'https://logs.example.com',
  };
  expect(annotationLinks(annotations, { slo: 'checkout', team: 'till' })).toEqual([
    { kind: 'runbook', title: '', url: 'https://runbooks.example.com/checkout/till' },
  ]);
});
