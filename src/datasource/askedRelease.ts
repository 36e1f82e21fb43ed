import { t } from '@grafana/i18n';
import type { ReleasePolicy } from '../core/release/policy/policy';
import { parseInstant } from '../core/window/instant';
import { PLAIN_TEXT } from '../shared/plainText';
import type { ReleaseTexts } from './query';

/** Which release a query is about, and by what policy. */
export interface AskedRelease {
  policy: ReleasePolicy;
  /** Null only where a start time is all that tells it. */
  version: string | null;
  /** Every other version where null. */
  baselineVersion: string | null;
  /** Null where its metrics are to tell. */
  startSeconds: number | null;
  attempt: number;
  /** When it is asked for. A verdict knows no other time, whatever range is looked at. */
  nowSeconds: number;
  /** Of this plugin, for certificates. */
  toolVersion: string;
}

/** The release that the texts of a query mean, their variables replaced, or why there is none. */
export function readAskedRelease(
  texts: ReleaseTexts,
  policies: readonly ReleasePolicy[],
  asked: Pick<AskedRelease, 'nowSeconds' | 'toolVersion'>
): { ok: true; release: AskedRelease } | { ok: false; message: string } {
  const refused = (message: string) => ({ ok: false, message }) as const;
  const policy = policies.find(({ name }) => name === texts.policy);
  if (policy === undefined) {
    return refused(noPolicyWords(texts.policy, policies));
  }
  const [version, start] = [texts.version.trim(), texts.start.trim()];
  const startSeconds = start === '' ? null : parseInstant(start);
  if (start !== '' && startSeconds === null) {
    return refused(noStartWords(start));
  }
  const isByStart = policy.identity.kind === 'startTime';
  if (isByStart && startSeconds === null) {
    return refused(
      t('release.start-missing', 'The policy {{name}} knows a release by its start alone. Say when it began.', {
        ...PLAIN_TEXT,
        name: policy.name,
      })
    );
  }
  if (!isByStart && version === '') {
    return refused(t('release.version-missing', 'Choose the version that is released.'));
  }
  const attempt = Number(texts.attempt.trim() === '' ? 1 : texts.attempt);
  if (!Number.isSafeInteger(attempt) || attempt < 1) {
    return refused(
      t('release.attempt-invalid', '“{{text}}” is no attempt. Write a whole number from 1 on.', {
        ...PLAIN_TEXT,
        text: texts.attempt,
      })
    );
  }
  const baseline = texts.baseline.trim();
  return {
    ok: true,
    release: {
      policy,
      version: version === '' ? null : version,
      baselineVersion: baseline === '' ? null : baseline,
      startSeconds,
      attempt,
      ...asked,
    },
  };
}

/** A text of a query that names no policy. */
export function noPolicyWords(text: string, policies: readonly ReleasePolicy[]): string {
  const values = { ...PLAIN_TEXT, text, known: policies.map(({ name }) => name).join(', ') };
  if (policies.length === 0) {
    return t(
      'release.policy.none',
      'The documents of this data source hold no release policy. Add one in its settings, beside the SLO documents.'
    );
  }
  return text.trim() === ''
    ? t('release.policy.missing', 'Choose a release policy: {{known}}.', values)
    : t('release.policy.unknown', 'There is no release policy “{{text}}”. There are {{known}}.', values);
}

function noStartWords(text: string): string {
  return t(
    'release.start-invalid',
    '“{{text}}” is no time. Write one with its zone, such as 2026-01-31T14:05:00Z, or seconds since 1970.',
    { ...PLAIN_TEXT, text }
  );
}
