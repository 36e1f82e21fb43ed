import { t } from '@grafana/i18n';
import { parseDuration } from '../core/window/duration';
import { PLAIN_TEXT } from '../shared/plainText';

/** The value that stands for the window each SLO defines. An empty text does too; a custom variable cannot give one. */
export const OWN_WINDOW = 'own';

/**
 * The window a query asks for, variables already replaced: a length in seconds, > 0, or null for each SLO's own.
 * Not ok where the text is neither.
 */
export function readWindow(text: string): { ok: true; windowSeconds: number | null } | { ok: false; text: string } {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === OWN_WINDOW) {
    return { ok: true, windowSeconds: null };
  }
  const seconds = parseDuration(trimmed);
  return seconds !== null && seconds > 0 && Number.isFinite(seconds)
    ? { ok: true, windowSeconds: seconds }
    : { ok: false, text };
}

export function invalidWindowWords(text: string): string {
  return t(
    'query.window.invalid',
    'The window “{{text}}” is no duration. Write one as Prometheus does, such as 7d or 12h, or “{{own}}” for the window of each SLO.',
    { ...PLAIN_TEXT, text, own: OWN_WINDOW }
  );
}
