import type { DataFrame } from '@grafana/data';
import { CRITERIA_SCHEMA, RELEASE_SCHEMA } from '../../core/frame/releaseTable';
import { asText } from '../model/values';

export function isRelease({ meta }: DataFrame): boolean {
  return [RELEASE_SCHEMA, CRITERIA_SCHEMA].includes(asText(meta?.custom?.schema));
}
