import type { Place } from '../../document/place';
import { readTexts } from '../annotations';
import type { DefinedSlo, OpenedDocument } from '../opened';
import { readSloGeneratorIndicator } from './indicator';
import { FEATURE_NAME, SERVICE_NAME, SLO_NAME, sloGeneratorName } from './names';

export const SLO_GENERATOR_FORMAT = 'sre.google.com/v2';

/** The longest step of the error budget policy that slo-generator ships. */
const ASSUMED_WINDOW_SECONDS = 28 * 86_400;

/** Every SLO that documents of slo-generator define. Their windows stand in an error budget policy, which is another file. */
export function* readSloGenerator(opened: readonly OpenedDocument[]): Generator<DefinedSlo[]> {
  for (const one of opened) {
    yield readSlo(one);
  }
}

function readSlo({ document, place }: OpenedDocument): DefinedSlo[] {
  place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec']);
  const kind = place.get('kind').oneOf(['ServiceLevelObjective'] as const);
  const metadata = place.get('metadata');
  const spec = place.get('spec');
  if (kind === null || !metadata.isMap() || !spec.isMap()) {
    return [];
  }
  spec.allowKeys([
    'description',
    'backend',
    'method',
    'exporters',
    'service_level_indicator',
    'goal',
    'error_budget_policy',
  ]);
  const labelsPlace = metadata.get('labels');
  const named = [SERVICE_NAME, SLO_NAME].map((label) => labelsPlace.get(label).text());
  const objectiveRatio = readGoal(spec.get('goal'));
  const indicator = readBackend(spec.get('backend')) ? readSloGeneratorIndicator(spec) : null;
  const description = spec.get('description').optionalText();
  const all = readTexts(labelsPlace);
  if (named.includes(null) || objectiveRatio === null || indicator === null) {
    return [];
  }
  const labels = Object.fromEntries(
    Object.entries(all).filter(([name]) => ![SERVICE_NAME, FEATURE_NAME, SLO_NAME].includes(name))
  );
  const owner = labels['owner'] ?? labels['team'];
  const namePlace = labelsPlace.get(SLO_NAME);
  const definition = {
    tool: 'slo-generator' as const,
    document,
    line: namePlace.line,
    ...sloGeneratorName(all),
    ...(description === null ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio,
    window: { kind: 'rolling' as const, seconds: ASSUMED_WINDOW_SECONDS },
    windowAssumed: 'likeliest' as const,
    ...indicator,
    links: [],
  };
  return [{ definition, namePlace }];
}

/** `prometheus`, or a name of it such as `prometheus/eu`. */
function readBackend(place: Place): boolean {
  const backend = place.text();
  if (backend !== null && !/^prometheus($|\/)/i.test(backend)) {
    place.report({ kind: 'notSupported', what: 'metricSource', value: backend });
    return false;
  }
  return backend !== null;
}

function readGoal(place: Place): number | null {
  const value = place.exists ? place.optionalNumber() : place.report({ kind: 'missing' });
  return value === null || (value > 0 && value < 1)
    ? value
    : place.report({ kind: 'outOfRange', value, above: 0, below: 1, meant: null });
}
