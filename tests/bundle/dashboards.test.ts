import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repoRoot } from '../repoRoot';

const folder = path.join(repoRoot, 'dist', 'dashboards');
const DATASOURCE = { type: 'reliability-slo-datasource', uid: '${datasource}' };

interface Dashboard {
  id: null;
  uid: string;
  editable: boolean;
  links: Array<{ keepTime?: boolean; includeVars?: boolean }>;
  annotations: { list: Array<{ name: string; datasource: object; target: { queryType: string; mark: string } }> };
  templating: { list: Array<{ name: string; type: string; multi: boolean; allValue?: string; datasource?: object }> };
  panels: Array<{
    title: string;
    description?: string;
    datasource?: { type: string };
    targets?: object[];
  }>;
}

const dashboards = readdirSync(folder).map((file) => ({
  file,
  dashboard: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Dashboard,
}));

describe.each(dashboards)('$file', ({ dashboard }) => {
  const { panels, links } = dashboard;
  const variables = dashboard.templating.list;
  const ours = panels.filter(({ datasource }) => datasource?.type === DATASOURCE.type);

  it('is at home in any Grafana', () => {
    expect(dashboard).toMatchObject({ id: null, uid: expect.stringMatching(/^[a-z-]+$/), editable: false });
    // One can be shared with people who do not log in: on Prometheus alone, without a variable.
    expect(ours.length > 0 || variables.length === 0).toBe(true);
    for (const { datasource } of [...ours, ...variables.filter(({ type }) => ['query', 'adhoc'].includes(type))]) {
      expect(datasource).toEqual(DATASOURCE);
    }
  });

  it('marks what our data source knows', () => {
    for (const { datasource, target } of dashboard.annotations.list) {
      expect(datasource).toEqual(DATASOURCE);
      expect(target).toMatchObject({ datasource: DATASOURCE, queryType: 'annotations' });
      expect(['episodes', 'exhausted', 'exclusions', 'releases']).toContain(target.mark);
    }
  });

  it('explains every panel', () => {
    expect(panels.filter(({ description = '' }) => description === '')).toEqual([]);
  });

  it('filters every panel by all that can be chosen', () => {
    const names = (types: readonly string[]) =>
      variables.filter(({ type }) => types.includes(type)).map(({ name }) => name);
    const usedIn = (text: object) => new Set([...JSON.stringify(text).matchAll(/"\$(\w+)"/g)].map(([, name]) => name));
    const marked = dashboard.annotations.list.map(({ name, target }) => ({ title: name, targets: [target] }));
    for (const { title, targets = [] } of [...ours, ...marked]) {
      const used = usedIn(targets);
      const filters = [...names(['query']), ...names(['custom']).filter((name) => name === 'window')];
      expect({ title, missing: filters.filter((name) => !used.has(name)) }).toEqual({ title, missing: [] });
    }
    // What chooses how something is shown is used somewhere.
    const anywhere = usedIn(ours.map(({ targets = [] }) => targets));
    expect(names(['custom']).filter((name) => !anywhere.has(name))).toEqual([]);
  });

  it('hides no SLO that lacks a label while everything is chosen', () => {
    const multi = variables.filter((variable) => variable.multi);
    expect(multi.filter(({ allValue }) => allValue !== '$__all')).toEqual([]);
  });

  it('leads to one SLO, not to those of its name in other regions too', () => {
    const leading = JSON.stringify(panels).match(/"\/d\/reliability-slo\?[^"]*/g) ?? [];
    expect(leading.filter((url) => !url.includes('&${__data.fields.variables:raw}'))).toEqual([]);
  });

  it('keeps time and choices in its links', () => {
    expect(links.filter(({ keepTime, includeVars }) => !keepTime || !includeVars)).toEqual([]);
  });
});
