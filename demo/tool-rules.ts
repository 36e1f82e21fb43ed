import { grafanaSloGroups } from './grafana-slo-rules';
import { mixinGroups } from './kubernetes-mixin-rules';
import { pyrraGroups } from './pyrra-rules';
import { registration } from './releases';
import { type RuleGroup } from './rules';
import { grafanaSlo, pyrraSlos } from './tool-slos';

/** Rules of the tools besides Sloth, and of release policies, by the name of the file each of them would write. */
export const toolRules: Readonly<Record<string, readonly RuleGroup[]>> = {
  ...Object.fromEntries(pyrraSlos.map(({ slo, flags }) => [`pyrra-${slo.name}`, pyrraGroups(slo, flags)])),
  'grafana-slo': grafanaSloGroups(grafanaSlo),
  'kubernetes-mixin': mixinGroups(),
  'release-policies': [
    {
      name: 'release-policies',
      rules: [{ record: registration.metric, expr: 'vector(1)', labels: registration.labels }],
    },
  ],
};
