import type { RulesAnswer } from '../rules/rules';
import type { Failure } from '../failure';
import { failureOf } from '../query/failure';
import type { Answers, InstantQuery, Series } from '../query/port';
import { grafanaSloDiscovery } from './grafana/catalogue';
import { kubernetesMixinDiscovery } from './kubernetesMixin/catalogue';
import { sloGeneratorDiscovery } from './sloGenerator/catalogue';
import { slothDiscovery } from './sloth/catalogue';
import type { SloDefinition } from './definition';
import type { Discovery } from './discovery';
import { planGroups, readGroups } from './groupCatalogue';
import type { GroupsByDefinition } from './groups';
import { pyrraDiscovery } from './pyrra/catalogue';
import type { Slo, SourceTool, Upstream } from './slo';

const DISCOVERIES: readonly Discovery[] = [
  slothDiscovery,
  pyrraDiscovery,
  grafanaSloDiscovery,
  sloGeneratorDiscovery,
  kubernetesMixinDiscovery,
];

/** Which SLOs there are is told by their series alone. */
const NOT_ASKED: RulesAnswer = { state: 'unreadable', cause: 'unavailable', message: '' };

/** A tool that could not be looked for, and why. */
export interface DiscoveryFailure {
  tool: SourceTool;
  failure: Failure;
}

export type CatalogueResult =
  | {
      state: 'ok';
      slos: Slo[];
      /** SLOs of these tools may be missing. */
      failures: DiscoveryFailure[];
      /** Those of the documents that have groups. */
      groups: GroupsByDefinition;
      /** As they were read with it. */
      rules: RulesAnswer;
    }
  | { state: 'failed'; failure: Failure };

/**
 * The first question: which SLOs has any tool recorded here, and which groups have the documents that want an SLO of each?
 * A few instant queries for each tool, always, and one for every hundred of such documents.
 *
 * @param definitions those of documents that are for the upstream
 */
export function planCatalogue(atSeconds: number, definitions: readonly SloDefinition[] = []): InstantQuery[] {
  return [...DISCOVERIES.flatMap(({ plan }) => plan(atSeconds)), ...planGroups(atSeconds, definitions)];
}

/**
 * Every SLO that a tool has recorded in the upstream. Where one query of a tool fails, nothing of that tool is told: a
 * catalogue with holes would drop SLOs in silence.
 */
export function readCatalogue(
  upstream: Upstream,
  atSeconds: number,
  answers: Answers,
  rules: RulesAnswer = NOT_ASKED,
  definitions: readonly SloDefinition[] = []
): CatalogueResult {
  const slos: Slo[] = [];
  const failures: DiscoveryFailure[] = [];
  for (const { tool, plan, read } of DISCOVERIES) {
    const found = new Map<string, readonly Series[]>();
    let failure: DiscoveryFailure | undefined;
    for (const { id } of plan(atSeconds)) {
      const answer = answers.get(id);
      if (answer?.state === 'ok') {
        found.set(id, answer.series);
      } else {
        failure ??= { tool, failure: failureOf(answer) };
      }
    }
    if (failure) {
      failures.push(failure);
    } else {
      slos.push(...read({ upstream, atSeconds, rules, series: (id) => found.get(id) ?? [] }));
    }
  }
  const [first] = failures;
  return first && failures.length === DISCOVERIES.length
    ? { state: 'failed', failure: first.failure }
    : { state: 'ok', slos, failures, groups: readGroups(atSeconds, definitions, answers), rules };
}
