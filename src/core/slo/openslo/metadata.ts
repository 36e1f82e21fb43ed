import { shown, type Place } from '../../document/place';
import type { DocumentProblem } from '../../document/problem';
import { readAnnotationLinks } from '../annotations';
import type { SloDefinition } from '../definition';
import type { Labels } from '../slo';

/** RFC 1123 label, as OpenSLO's own tools demand of names. */
const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const LABEL_KEY = /^[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
/** An optional domain, a slash, and a key as that of a label. */
const ANNOTATION_KEY =
  /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*\/)?[a-zA-Z0-9]([-._a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const LONGEST_DISPLAY_NAME = 63;
const LONGEST_DESCRIPTION = 1050;

/** A required name; null where it is missing or none. */
export function readName(place: Place, severity: DocumentProblem['severity'] = 'error'): string | null {
  if (!place.exists) {
    return place.report({ kind: 'missing' }, severity);
  }
  const name = place.text();
  return name === null || NAME.test(name) ? name : place.report({ kind: 'notAName', value: shown(name) }, severity);
}

/**
 * What OpenSLO's own tools refuse in `metadata` though it changes no number: the document counts, with a warning.
 */
export function checkMetadata(metadata: Place): void {
  metadata.allowKeys(['name', 'displayName', 'labels', 'annotations']);
  checkLength(metadata.get('displayName'), LONGEST_DISPLAY_NAME);
  const keys: ReadonlyArray<[string, RegExp]> = [
    ['labels', LABEL_KEY],
    ['annotations', ANNOTATION_KEY],
  ];
  for (const [map, pattern] of keys) {
    for (const { key, place } of metadata.get(map).entries()) {
      if (!pattern.test(key)) {
        place.report({ kind: 'notAKey', value: shown(key) }, 'warning');
      }
    }
  }
}

/** `metadata` of something inlined, whose name nothing refers to. */
export function checkInlineMetadata(metadata: Place): void {
  readName(metadata.get('name'), 'warning');
  checkMetadata(metadata);
}

export function checkDescription(description: Place): void {
  checkLength(description, LONGEST_DESCRIPTION);
}

function checkLength(place: Place, most: number): void {
  const length = [...(place.optionalText() ?? '')].length;
  if (length > most) {
    place.report({ kind: 'tooLong', value: length, most }, 'warning');
  }
}

/** The name for people, and what is said of the SLO besides; null where neither is there. */
export function describe(displayName: Place, description: Place): string | null {
  const [name, text] = [displayName.optionalText(), description.optionalText()];
  return name === null || text === null || text.startsWith(name) ? (text ?? name) : `${name}: ${text}`;
}

type Metadata = Pick<SloDefinition, 'labels' | 'links'> & Partial<Pick<SloDefinition, 'owner'>>;

export function readMetadata(metadata: Place, service: string, name: string): Metadata {
  const labels = readLabels(metadata.get('labels'));
  const annotations = metadata.get('annotations');
  const owner = labels['owner'] ?? labels['team'] ?? annotations.get('owner').optionalText();
  return {
    labels,
    links: readAnnotationLinks(annotations, { ...labels, service, slo: name }),
    ...(owner == null ? {} : { owner }),
  };
}

/** OpenSLO allows a list for a label: its values are one text. */
function readLabels(labels: Place): Labels {
  return Object.fromEntries(
    labels.entries().flatMap(({ key, place }) => {
      const value =
        place.node?.kind === 'list'
          ? place
              .items()
              .flatMap((item) => item.optionalText() ?? [])
              .join(', ')
          : place.optionalText();
      return value === null ? [] : [[key, value]];
    })
  );
}
