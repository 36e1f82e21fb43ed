import type { DataFrame } from '@grafana/data';
import { safeUrl } from '../../core/slo/links';
import { asRecord, asRecords, asText, oneOf } from './values';

/** Worst first. */
const SEVERITIES = ['error', 'warning', 'info'] as const;

/** What a source says about its answer as a whole. */
export interface Notice {
  severity: (typeof SEVERITIES)[number];
  text: string;
  /** Where to read or do more; null without an address that may be followed. */
  url: string | null;
}

/** The notices of all frames, worst first, each text once. */
export function readNotices(frames: readonly DataFrame[]): Notice[] {
  const notices = frames
    .flatMap(({ meta }) => asRecords(asRecord(meta).notices))
    .map(({ severity, text, link }): Notice => ({
      severity: oneOf(severity, SEVERITIES) ?? 'info',
      text: asText(text),
      url: safeUrl(asText(link)),
    }))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return notices.filter(
    ({ text }, index) => text !== '' && notices.findIndex((other) => other.text === text) === index
  );
}
