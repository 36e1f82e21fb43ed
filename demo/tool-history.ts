import { type Column, constant } from './columns';
import { type CountEvents } from './counts';
import { grafanaSloColumns } from './grafana-slo-history';
import { mixinColumns } from './kubernetes-mixin-history';
import { pyrraColumns } from './pyrra-history';
import { type Rates } from './rates';
import { type RawHistory } from './raw-history';
import { registration } from './releases';
import { sloGeneratorColumns } from './slo-generator-history';
import { grafanaSlo, pyrraSlos, sloGeneratorSlos } from './tool-slos';

/** What the tools besides Sloth, and release policies, would have recorded or pushed since the start of a history. */
export function toolColumns(history: RawHistory, rates: Rates, count: CountEvents): Column[] {
  return [
    ...pyrraSlos.flatMap((one) => pyrraColumns(one, rates)),
    ...grafanaSloColumns(grafanaSlo, history.startMinute, rates),
    ...mixinColumns(rates),
    ...sloGeneratorColumns(sloGeneratorSlos, history, count),
    constant(registration.metric, registration.labels, 1),
  ];
}
