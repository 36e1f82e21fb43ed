import { shown, type Place } from '../../document/place';
import { isLegacyLabelName } from '../../promql/escape';
import type { SloDefinition } from '../../slo/definition';
import { readName } from '../../slo/openslo/metadata';
import type { OpenedDocument } from '../../slo/opened';
import { type CriterionContext, readCriterionKind } from './criteria';
import { readNumber, readSeconds } from './numbers';
import type { PolicyCriterion, ReleaseIdentity, ReleasePolicy, Soak } from './policy';
import { readSelector } from './selector';

export const POLICY_FORMAT = 'reliability-scorecard/v1';

export interface PolicyDefinition {
  /** Where it stands: number of the document (from 1) and the line of its name. */
  document: number;
  line: number;
  policy: ReleasePolicy;
}

const DEFAULT_LEVEL = 0.05;
const DEFAULT_SCRAPE_SECONDS = 15;

/**
 * The release policies of documents. Everything that is wrong with one is reported, and costs it only itself.
 *
 * @param slos those that it may refer to
 */
export function readPolicies(documents: readonly OpenedDocument[], slos: readonly SloDefinition[]): PolicyDefinition[] {
  const bySlo = new Map(slos.map((slo) => [JSON.stringify([slo.service, slo.name]), slo]));
  const taken = new Map<string, number>();
  return documents.flatMap(({ document, place }) => {
    const policy = readPolicy(place, (service, name) => bySlo.get(JSON.stringify([service, name])));
    if (policy === null) {
      return [];
    }
    const namePlace = place.get('metadata').get('name');
    const first = taken.get(policy.name);
    if (first !== undefined) {
      namePlace.report({ kind: 'duplicateName', value: policy.name, document: first });
      return [];
    }
    taken.set(policy.name, document);
    return [{ document, line: namePlace.line, policy }];
  });
}

function readPolicy(place: Place, sloNamed: CriterionContext['sloNamed']): ReleasePolicy | null {
  place.allowKeys(['apiVersion', 'kind', 'metadata', 'spec']);
  const kind = place.get('kind').oneOf(['ReleasePolicy']);
  const [metadata, spec] = [place.get('metadata'), place.get('spec')];
  if (kind === null || !metadata.isMap() || !spec.isMap()) {
    return null;
  }
  metadata.allowKeys(['name', 'labels', 'annotations']);
  spec.allowKeys([
    'description',
    'service',
    'environment',
    'release',
    'soak',
    'scrapeInterval',
    'alpha',
    'beta',
    'looks',
    'designEffect',
    'criteria',
  ]);
  const name = readName(metadata.get('name'));
  const service = readName(spec.get('service'));
  const environment = spec.get('environment').optionalText();
  const identity = readIdentity(spec.get('release'));
  const soak = readSoak(spec.get('soak'));
  const scrape = spec.get('scrapeInterval');
  const scrapeSeconds = scrape.exists ? readSeconds(scrape) : DEFAULT_SCRAPE_SECONDS;
  const alpha = readLevel(spec.get('alpha'));
  const beta = readLevel(spec.get('beta'));
  const looks = spec.get('looks').exists ? spec.get('looks').oneOf(['anytime', 'fixed']) : 'anytime';
  const phi = spec.get('designEffect');
  const designEffect = phi.exists ? readNumber(phi, { above: 1, below: Infinity, including: 'above' }) : null;
  const criteria = readCriteria(spec.get('criteria'), {
    sloNamed,
    looks: looks ?? 'anytime',
    identity: identity?.kind ?? 'versionLabel',
  });
  if (name === null || service === null || identity === null || soak === null || criteria === null) {
    return null;
  }
  if (scrapeSeconds === null || alpha === null || beta === null || looks === null) {
    return null;
  }
  if (phi.exists && designEffect === null) {
    return null;
  }
  return { name, service, environment, identity, soak, scrapeSeconds, alpha, beta, looks, designEffect, criteria };
}

function readLevel(place: Place): number | null {
  return place.exists ? readNumber(place, { above: 0, below: 0.5 }) : DEFAULT_LEVEL;
}

function readSoak(soak: Place): Soak | null {
  if (!soak.isMap()) {
    return null;
  }
  soak.allowKeys(['atLeast', 'atMost']);
  const atLeastSeconds = readSeconds(soak.get('atLeast'));
  const atMostSeconds = readSeconds(soak.get('atMost'));
  if (atLeastSeconds === null || atMostSeconds === null) {
    return null;
  }
  return atMostSeconds >= atLeastSeconds
    ? { atLeastSeconds, atMostSeconds }
    : soak.get('atMost').report({ kind: 'soakTooShort', value: soak.get('atLeast').text() ?? '' });
}

const IDENTITIES = ['versionLabel', 'join', 'startTime'] as const;

/** How a release is told from others; one of three keys. */
function readIdentity(release: Place): ReleaseIdentity | null {
  if (!release.isMap()) {
    return null;
  }
  release.allowKeys(IDENTITIES);
  const [kind, other] = IDENTITIES.filter((key) => release.get(key).exists);
  if (kind === undefined) {
    return release.report({ kind: 'eitherOf', keys: IDENTITIES });
  }
  if (other !== undefined) {
    return release.get(other).report({ kind: 'exclusive', other: kind });
  }
  const place = release.get(kind);
  switch (kind) {
    case 'versionLabel': {
      const label = readLabel(place);
      return label === null ? null : { kind, label };
    }
    case 'join':
      return readJoin(place);
    case 'startTime':
      return place.optionalBoolean() === false
        ? place.report({ kind: 'notOneOf', value: 'false', allowed: ['true'] })
        : { kind };
  }
}

function readJoin(join: Place): ReleaseIdentity | null {
  if (!join.isMap()) {
    return null;
  }
  join.allowKeys(['metric', 'versionLabel', 'on']);
  const info = readSelector(join.get('metric'), 'notASelector');
  const label = readLabel(join.get('versionLabel'));
  const on = join.get('on');
  const labels = on.items().map(readLabel);
  if (labels.length === 0) {
    return on.exists && on.node?.kind !== 'list' ? null : on.report({ kind: 'missing' });
  }
  return info === null || label === null || labels.includes(null)
    ? null
    : { kind: 'join', info, label, on: labels.filter((one) => one !== null) };
}

function readLabel(place: Place): string | null {
  const text = place.text();
  return text === null || isLegacyLabelName(text) ? text : place.report({ kind: 'notALabel', value: shown(text) });
}

/** All criteria, or null: a policy without one of them would pass what its author wants to be stopped. */
function readCriteria(place: Place, context: CriterionContext): PolicyCriterion[] | null {
  const items = place.items();
  if (items.length === 0) {
    return place.exists && place.node?.kind !== 'list' ? null : place.report({ kind: 'missing' });
  }
  const lines = new Map<string, number>();
  const read = items.map((item) => readCriterion(item, context, lines));
  const criteria = read.filter((one) => one !== null);
  if (criteria.length === items.length && !criteria.some(({ required }) => required)) {
    place.report({ kind: 'noneRequired' }, 'warning');
  }
  return criteria.length === items.length ? criteria : null;
}

function readCriterion(item: Place, context: CriterionContext, lines: Map<string, number>): PolicyCriterion | null {
  if (!item.isMap()) {
    return null;
  }
  const idPlace = item.get('id');
  const id = readName(idPlace);
  const required = item.get('required').exists ? item.get('required').optionalBoolean() : true;
  const kind = readCriterionKind(item, context);
  const first = id === null ? undefined : lines.get(id);
  if (id !== null && first !== undefined) {
    return idPlace.report({ kind: 'duplicateKey', value: id, line: first });
  }
  if (id !== null) {
    lines.set(id, idPlace.line);
  }
  if (id === null || required === null || kind === null) {
    return null;
  }
  if (kind.kind === 'headroom' && required) {
    item.report({ kind: 'neverPasses', what: 'headroom' }, 'warning');
  }
  return { id, required, ...kind };
}
