import { grafanaSloGroups } from './grafana-slo-rules';
import { mixinGroups } from './kubernetes-mixin-rules';
import { pyrraGroups } from './pyrra-rules';
import { type RuleGroup } from './rules';
import { grafanaSlo, pyrraSlos } from './tool-slos';

/** Rules of the tools besides Sloth, by the name of the file each tool would write. */
export const toolRules: Readonly<Record<string, readonly RuleGroup[]>> = {
  ...Object.fromEntries(pyrraSlos.map(({ slo, flags }) => [`pyrra-${slo.name}`, pyrraGroups(slo, flags)])),
  'grafana-slo': grafanaSloGroups(grafanaSlo),
  'kubernetes-mixin': mixinGroups(),
};
