import { shown, type Place } from '../document/place';
import { annotationLinks, isLinkAnnotation } from './annotationLinks';
import type { SloLink } from './links';
import type { Labels } from './slo';

/** The links among annotations of a document; warns of those that cannot be followed. */
export function readAnnotationLinks(annotations: Place, labels: Labels): SloLink[] {
  return annotations.entries().flatMap(({ key, place }) => {
    const template = isLinkAnnotation(key) ? place.optionalText() : null;
    const links = template === null ? [] : annotationLinks({ [key]: template }, labels);
    if (template !== null && links.length === 0) {
      place.report({ kind: 'unsafeUrl', value: shown(template) }, 'warning');
    }
    return links;
  });
}

/** A map of texts, such as labels; reports what is none. */
export function readTexts(labels: Place): Labels {
  return Object.fromEntries(
    labels.entries().flatMap(({ key, place }) => {
      const value = place.text();
      return value === null ? [] : [[key, value]];
    })
  );
}
