import type { Place } from '../document/place';
import type { SloDefinition } from './definition';

/** A document in a format that one of the readers knows. */
export interface OpenedDocument {
  /** Number of the document, from 1. */
  document: number;
  format: string;
  place: Place;
}

/** An SLO that a document defines, and where its name stands, for what is wrong with the name among others. */
export interface DefinedSlo {
  definition: SloDefinition;
  namePlace: Place;
}
