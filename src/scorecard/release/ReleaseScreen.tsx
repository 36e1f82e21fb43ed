import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import { locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';
import { saveFile } from '../view/saveFile';
import { getTextStyles } from '../view/textStyles';
import { CriteriaTable } from './CriteriaTable';
import type { Release } from './readRelease';
import { VerdictBadge } from './VerdictBadge';
import { meaningWords, releaseSentence, soakWords } from './words';

export interface ScreenProps {
  releases: readonly Release[];
  /** Time of day without the zone. */
  timeOf: (milliseconds: number) => string;
  /** With the zone of every time on the screen. */
  momentOf: (milliseconds: number) => string;
  /** The address of the dashboard over a time, with its variables. */
  urlOver: (fromMilliseconds: number, toMilliseconds: number) => string;
  notices: ReactNode;
}

/** Whether a release passes, and what shows it; one after the other where several data sources know it. */
export function ReleaseScreen({ releases, timeOf, momentOf, urlOver, notices }: ScreenProps) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  return (
    <div className={styles.screen}>
      {notices}
      {releases.map((release) => (
        <section key={release.upstream} className={styles.release} aria-label={releaseSentence(release)}>
          {releases.length > 1 && <h3 className={text.heading}>{release.upstream}</h3>}
          <Headline release={release} />
          <Facts release={release} timeOf={timeOf} momentOf={momentOf} />
          <Buttons release={release} urlOver={urlOver} />
          <CriteriaTable release={release} timeOf={timeOf} />
          <Assumptions release={release} />
        </section>
      ))}
    </div>
  );
}

function Headline({ release }: { release: Release }) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  return (
    <div className={styles.headline} role="status">
      <VerdictBadge verdict={release.verdict} large />
      <div className={styles.sentence}>
        <h2 className={styles.title}>{releaseSentence(release)}</h2>
        <div className={text.quiet}>{meaningWords(release)}</div>
      </div>
    </div>
  );
}

function Facts({ release, timeOf, momentOf }: { release: Release } & Pick<ScreenProps, 'timeOf' | 'momentOf'>) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const { startMilliseconds, endMilliseconds, baseline, attempt, environment, policy, registration, digest } = release;
  const facts: Array<[name: string, value: string, title?: string]> = [
    ...(startMilliseconds === null || endMilliseconds === null
      ? []
      : [
          [t('release.fact.start', 'Start'), momentOf(startMilliseconds)] as [string, string],
          [t('release.fact.until', 'Counted until'), timeOf(endMilliseconds)] as [string, string],
        ]),
    [t('release.fact.soak', 'Soak'), soakWords(release)],
    [
      t('release.fact.baseline', 'Compared with'),
      baseline === '' ? t('release.fact.every-other', 'every other version') : baseline,
    ],
    [t('release.fact.attempt', 'Attempt'), attempt === null ? '' : String(attempt)],
    [t('release.fact.environment', 'Environment'), environment],
    [t('release.fact.policy', 'Policy'), [policy, registration].filter((part) => part !== '').join(', '), digest],
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value, title]) => (
          <div key={name} title={title}>
            <dt className={cx(text.quiet, text.small)}>{name}</dt>
            <dd className={styles.fact}>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** What the verdicts rest on, each thing once. */
function Assumptions({ release: { criteria } }: { release: Release }) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const all = [...new Set(criteria.flatMap(({ assumptions }) => assumptions))];
  if (all.length === 0) {
    return null;
  }
  return (
    <section aria-label={t('release.assumptions', 'What this rests on')}>
      <h3 className={text.heading}>{t('release.assumptions', 'What this rests on')}</h3>
      <ul className={cx(styles.list, text.quiet, text.small)}>
        {all.map((assumption) => (
          <li key={assumption}>{assumption}</li>
        ))}
      </ul>
    </section>
  );
}

function Buttons({ release, urlOver }: { release: Release; urlOver: ScreenProps['urlOver'] }) {
  const styles = useStyles2(getStyles);
  const { certificate, service, version, startMilliseconds, endMilliseconds } = release;
  if (certificate === '') {
    return null;
  }
  return (
    <div className={styles.buttons}>
      <Button
        size="sm"
        variant="secondary"
        icon="download-alt"
        tooltip={t(
          'release.certificate-help',
          'Policy, counts and verdict as JSON, so that anyone recomputes it without this Grafana. It is not signed.'
        )}
        onClick={() => saveFile(`certificate-${service}-${version}`, 'json', 'application/json', certificate)}
      >
        {t('release.certificate', 'Download certificate')}
      </Button>
      {startMilliseconds !== null && endMilliseconds !== null && (
        <LinkButton
          size="sm"
          variant="secondary"
          icon="clock-nine"
          href={locationUtil.assureBaseUrl(urlOver(startMilliseconds, endMilliseconds))}
        >
          {t('release.show-time', 'Show its time in the graphs')}
        </LinkButton>
      )}
    </div>
  );
}

function getStyles({ spacing, typography }: GrafanaTheme2) {
  return {
    screen: css({
      display: 'flex',
      flexDirection: 'column',
      gap: spacing(1),
      height: '100%',
      padding: spacing(0, 2, 1),
      overflow: 'auto',
    }),
    release: css({ display: 'flex', flexDirection: 'column', gap: spacing(1.5) }),
    headline: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: spacing(1, 2) }),
    sentence: css({ flex: '1 1 420px', minWidth: 0 }),
    title: css({
      margin: 0,
      fontSize: typography.h4.fontSize,
      fontWeight: typography.fontWeightMedium,
      overflowWrap: 'anywhere',
    }),
    facts: css({ display: 'flex', flexWrap: 'wrap', gap: spacing(1, 4), margin: 0 }),
    fact: css({ margin: 0, fontVariantNumeric: 'tabular-nums' }),
    list: css({ margin: 0, paddingLeft: spacing(2), columns: '2 36ch' }),
    buttons: css({ display: 'flex', flexWrap: 'wrap', gap: spacing(1) }),
  };
}
