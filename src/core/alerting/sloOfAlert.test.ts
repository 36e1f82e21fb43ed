import { mergeDefinitions } from '../slo/merge';
import type { SloDefinition } from '../slo/definition';
import type { Labels, Slo } from '../slo/slo';
import { slothSlo } from '../slo/sloth/slo';
import { sloFinder } from './sloOfAlert';

const eu = { uid: 'eu', name: 'EU', labels: { region: 'eu' } };
const us = { uid: 'us', name: 'US', labels: { region: 'us' } };

/** An SLO of Sloth, or one group of it. */
function sloth(upstream: Slo['upstream'], id: string, labels: Labels = {}): Slo {
  const info = { sloth_id: id, sloth_service: 'shop', sloth_slo: id, sloth_objective: '99.9', ...labels };
  return slothSlo({
    upstream,
    info,
    objectiveRatio: undefined,
    periodDays: 30,
    recordedWindowsSeconds: [300],
    current: true,
    budget: { labels: info, value: 1 },
  });
}

function documented(service: string, name: string): Slo {
  const definition: SloDefinition = {
    tool: 'openslo',
    document: 1,
    line: 1,
    service,
    name,
    labels: {},
    objectiveRatio: 0.99,
    window: { kind: 'rolling', seconds: 30 * 86_400 },
    links: [],
  };
  return mergeDefinitions(eu, [], [definition])[0]!;
}

const find = (slos: readonly Slo[], labels: Labels, name = 'Any') => sloFinder(slos)({ name, labels });

describe('the SLO of an alert', () => {
  const api = sloth(eu, 'shop-api', { team: 'cooks' });
  const pay = sloth(eu, 'shop-pay');

  it('is that of the id which its tool puts on both', () => {
    expect(find([api, pay], { sloth_id: 'shop-pay', sloth_severity: 'page' })).toEqual([pay]);
    expect(find([api, pay], { sloth_id: 'shop-gone' })).toEqual([]);
  });

  it('is the only one of its id, whatever other label the alert overrides', () => {
    expect(find([api, pay], { sloth_id: 'shop-api', team: 'on-call' })).toEqual([api]);
  });

  it('is the group that its labels tell, and all groups where they tell none', () => {
    const groups = ['a', 'b'].map((handler) => sloth(eu, 'shop-api', { handler }));
    expect(find(groups, { sloth_id: 'shop-api', handler: 'b' })).toEqual([groups[1]]);
    expect(find(groups, { sloth_id: 'shop-api' })).toEqual(groups);
    expect(find(groups, { sloth_id: 'shop-api', handler: 'c' })).toEqual([]);
  });

  it('is told from that of another upstream by the labels of upstreams', () => {
    const both = [sloth(eu, 'shop-api'), sloth(us, 'shop-api')];
    expect(find(both, { sloth_id: 'shop-api', region: 'us' })).toEqual([both[1]]);
    expect(find(both, { sloth_id: 'shop-api' })).toEqual(both);
  });

  it('may be named by whoever writes the alert', () => {
    const slos = [documented('shop', 'search'), documented('kitchen', 'search')];
    expect(find(slos, { service: 'kitchen', slo: 'search' })).toEqual([slos[1]]);
    expect(find(slos, { slo: 'search' })).toEqual([]);
  });

  it('is the one of all requests for the alert of the kubernetes-mixin, and for no other alert with windows', () => {
    const apiserver = (verb: string): Slo => ({ ...pay, tool: 'kubernetes-mixin', labels: { verb, cluster: 'a' } });
    const verbs = ['all', 'read', 'write'].map(apiserver);
    const labels = { short: '5m', long: '1h', severity: 'critical', cluster: 'a' };
    expect(find(verbs, labels, 'KubeAPIErrorBudgetBurn')).toEqual([verbs[0]]);
    expect(find(verbs, labels, 'ErrorBudgetBurn')).toEqual([]);
  });
});
