import { shown, type Place } from '../../document/place';
import { parseDuration } from '../../window/duration';
import { readAnnotationLinks, readTexts } from '../annotations';
import type { DefinedSlo, OpenedDocument } from '../opened';
import { percentToRatio } from '../percent';
import type { Labels } from '../slo';
import { readPyrraIndicator, readTotalLabels } from './indicator';
import { PYRRA_SLO, pyrraIdentity } from './names';
import { pyrraPairs } from './pairs';

export const PYRRA_FORMAT = 'pyrra.dev/v1alpha1';

/** What Pyrra records of a document's labels begins so. */
const PROPAGATED = 'pyrra.dev/';

/** The severities that can be renamed, one for each pair. */
const TIERS = ['fastBurn', 'mediumBurn', 'slowBurn', 'longTermBurn'];

/** Every SLO that documents of Pyrra define. */
export function* readPyrra(opened: readonly OpenedDocument[]): Generator<DefinedSlo[]> {
  for (const one of opened) {
    yield readSlo(one);
  }
}

function readSlo({ document, place }: OpenedDocument): DefinedSlo[] {
  place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
  const kind = place.get('kind').oneOf(['ServiceLevelObjective'] as const);
  const metadata = place.get('metadata');
  const spec = place.get('spec');
  if (kind === null || !metadata.isMap() || !spec.isMap()) {
    return [];
  }
  spec.allowKeys([
    'target',
    'window',
    'description',
    'indicator',
    'alerting',
    'partial_response_strategy',
    'performanceOverAccuracy',
    'ruleOutput',
  ]);
  const namePlace = metadata.get('name');
  const name = namePlace.text();
  const objectiveRatio = readTarget(spec.get('target'));
  const seconds = readWindow(spec.get('window'));
  const indicator = readPyrraIndicator(spec.get('indicator'));
  const hasAlerts = readAlerting(spec.get('alerting'));
  if (name === null || objectiveRatio === null || seconds === null || indicator === null) {
    return [];
  }
  const description = spec.get('description').optionalText();
  const labels = propagated(readTexts(metadata.get('labels')));
  const owner = labels['owner'] ?? labels['team'];
  const recorded = pyrraIdentity({ ...labels, ...readTotalLabels(spec.get('indicator')) }, name);
  // What Pyrra records carries no namespace: it only tells people whose it is.
  const namespace = metadata.get('namespace').optionalText() ?? '';
  const identity = { ...recorded, service: recorded.service === '' ? namespace : recorded.service };
  const pairs = pyrraPairs(seconds);
  const definition = {
    tool: 'pyrra' as const,
    document,
    line: namePlace.line,
    ...identity,
    ...(description === null ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio,
    window: { kind: 'rolling' as const, seconds },
    ...indicator,
    ...(hasAlerts ? { pairs } : { pairs: [], mutedPairs: pairs }),
    links: readAnnotationLinks(metadata.get('annotations'), { ...labels, ...identity, [PYRRA_SLO]: name }),
  };
  return [{ definition, namePlace }];
}

function propagated(labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([name, value]) =>
      name.startsWith(PROPAGATED) ? [[name.slice(PROPAGATED.length), value]] : []
    )
  );
}

/** A percentage, which Pyrra wants as text. */
function readTarget(place: Place): number | null {
  const text = place.text();
  const percent = text === null || text.trim() === '' ? NaN : Number(text);
  if (text === null) {
    return null;
  }
  if (!Number.isFinite(percent)) {
    return place.report({ kind: 'wrongType', expected: 'number', value: shown(text) });
  }
  if (percent <= 0 || percent >= 100) {
    return place.report({ kind: 'outOfRange', value: percent, above: 0, below: 100, meant: null });
  }
  if (percent < 1) {
    const ratioPercent = Number((percent * 100).toPrecision(12));
    place.report({ kind: 'percentBelowOne', value: percent, ratioPercent }, 'warning');
  }
  return percentToRatio(percent);
}

function readWindow(place: Place): number | null {
  const text = place.text();
  const seconds = text === null ? null : parseDuration(text);
  return text === null || (seconds !== null && seconds > 0)
    ? seconds
    : place.report({ kind: 'notADuration', value: shown(text) });
}

/** Whether it alerts on burn rates. */
function readAlerting(alerting: Place): boolean {
  alerting.allowKeys(['burnrates', 'absent', 'disabled', 'name', 'absentName', 'severities']);
  alerting.get('severities').allowKeys([...TIERS, 'absent']);
  alerting.get('absent').optionalBoolean();
  return alerting.get('disabled').optionalBoolean() !== true && alerting.get('burnrates').optionalBoolean() !== false;
}
