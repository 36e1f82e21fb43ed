import { workbookPairs } from '../../budget/alertPairs';
import { shown, type Place } from '../../document/place';
import { readAnnotationLinks, readTexts } from '../annotations';
import type { DefinedSlo, OpenedDocument } from '../opened';
import { percentToRatio } from '../percent';
import type { Labels } from '../slo';
import { readSlothIndicator } from './indicator';
import { FILE_KEYS, KUBERNETES_KEYS, type SlothKeys } from './keys';
import { readSlothPeriod, type SlothPeriod } from './windows';

export const SLOTH_FILE = 'prometheus/v1';
export const SLOTH_KUBERNETES = 'sloth.slok.dev/v1';

/** As Sloth demands of names; source: its validation. */
const NAME = /^[A-Za-z0-9][-A-Za-z0-9_.]*[A-Za-z0-9]$/;

interface Service {
  document: number;
  keys: SlothKeys;
  service: string;
  labels: Labels;
  period: SlothPeriod;
}

/** Every SLO that documents of Sloth define, in both forms. */
export function* readSloth(opened: readonly OpenedDocument[]): Generator<DefinedSlo[]> {
  const kinds = opened.map((one) => ({ ...one, kind: kindOf(one) }));
  const period = readSlothPeriod(kinds.filter(({ kind }) => kind === 'AlertWindows'));
  for (const { kind, document, place } of kinds) {
    if (kind === 'file') {
      place.allowKeys(['version', 'service', 'labels', 'slo_plugins', 'slos']);
      yield* readService(place, document, FILE_KEYS, period);
    } else if (kind === 'PrometheusServiceLevel' && place.get('spec').isMap()) {
      place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
      place.get('spec').allowKeys(['service', 'labels', 'sloPlugins', 'slos']);
      yield* readService(place.get('spec'), document, KUBERNETES_KEYS, period);
    }
  }
}

function kindOf({ format, place }: OpenedDocument): 'file' | 'PrometheusServiceLevel' | 'AlertWindows' | null {
  return format === SLOTH_FILE ? 'file' : place.get('kind').oneOf(['PrometheusServiceLevel', 'AlertWindows'] as const);
}

function* readService(place: Place, document: number, keys: SlothKeys, period: SlothPeriod): Generator<DefinedSlo[]> {
  const service = readName(place.get('service'));
  const labels = readTexts(place.get('labels'));
  const slos = place.get('slos');
  const items = slos.items();
  if (items.length === 0) {
    slos.report({ kind: 'missing' });
  }
  for (const slo of items) {
    const read = readSlo(slo, { document, keys, service: service ?? '', labels, period });
    yield read === null ? [] : [read];
  }
}

function readSlo(slo: Place, { document, keys, service, labels: shared, period }: Service): DefinedSlo | null {
  if (!slo.isMap()) {
    return null;
  }
  slo.allowKeys(['name', 'description', 'objective', 'labels', 'plugins', 'sli', 'alerting']);
  const namePlace = slo.get('name');
  const name = readName(namePlace);
  const objectiveRatio = readObjective(slo.get('objective'));
  const indicator = readSlothIndicator(slo.get('sli'), keys);
  const description = slo.get('description').optionalText();
  const labels = { ...shared, ...readTexts(slo.get('labels')) };
  const { disabled, links } = readAlerting(slo.get('alerting'), keys, { ...labels, ...identity(service, name ?? '') });
  if (service === '' || name === null || objectiveRatio === null || indicator === null) {
    return null;
  }
  const owner = labels['owner'] ?? labels['team'];
  const pairs = period.pairs ?? workbookPairs(period.seconds);
  const mutedPairs = pairs.filter(({ severity }) => disabled.includes(severity));
  const definition = {
    tool: 'sloth' as const,
    document,
    line: namePlace.line,
    service,
    name,
    ...(description === null ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    labels,
    objectiveRatio,
    window: { kind: 'rolling' as const, seconds: period.seconds },
    ...(period.assumed ? { windowAssumed: 'default' as const } : {}),
    ...indicator,
    pairs: pairs.filter(({ severity }) => !disabled.includes(severity)),
    ...(mutedPairs.length === 0 ? {} : { mutedPairs }),
    links,
  };
  return { definition, namePlace };
}

/** The labels that Sloth adds to its alerts, and ours for them. */
function identity(service: string, slo: string): Labels {
  return { service, slo, sloth_service: service, sloth_slo: slo, sloth_id: `${service}-${slo}` };
}

function readName(place: Place): string | null {
  const name = place.text();
  return name === null || NAME.test(name)
    ? name
    : place.report({ kind: 'notAName', value: shown(name), allowed: 'letters' });
}

function readObjective(place: Place): number | null {
  const value = place.exists ? place.optionalNumber() : place.report({ kind: 'missing' });
  if (value === null) {
    return null;
  }
  if (value <= 0 || value >= 100) {
    return place.report({ kind: 'outOfRange', value, above: 0, below: 100, meant: null });
  }
  if (value < 1) {
    place.report({ kind: 'percentBelowOne', value, ratioPercent: Number((value * 100).toPrecision(12)) }, 'warning');
  }
  return percentToRatio(value);
}

function readAlerting(alerting: Place, { pageAlert, ticketAlert }: SlothKeys, labels: Labels) {
  alerting.allowKeys(['name', 'labels', 'annotations', pageAlert, ticketAlert]);
  const alerts = [
    { severity: 'page', place: alerting.get(pageAlert) },
    { severity: 'ticket', place: alerting.get(ticketAlert) },
  ] as const;
  const disabled = alerts.flatMap(({ severity, place }) => {
    place.allowKeys(['disable', 'labels', 'annotations']);
    return place.get('disable').optionalBoolean() === true ? [severity] : [];
  });
  const links = [alerting, ...alerts.map(({ place }) => place)].flatMap((place) =>
    readAnnotationLinks(place.get('annotations'), labels)
  );
  const distinct = [...new Map(links.map((link) => [JSON.stringify(link), link])).values()];
  return { disabled, links: distinct };
}
