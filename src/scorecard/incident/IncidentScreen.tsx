import React, { type ReactNode } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import type { BurningSlo, IncidentView } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { Anchor } from '../view/Anchor';
import { durationWords } from '../view/duration';
import { Explain } from '../view/Explain';
import { getTextStyles } from '../view/textStyles';
import { Buttons } from './Buttons';
import { Changes } from './Changes';
import { Groups } from './Groups';
import { sloDashboard } from './places';
import { blindWords, burnSentence, dataAgeWords, goneWords, percentWords, roughly, severityWord } from './words';

export interface ScreenProps {
  incident: IncidentView;
  /** False where a data source has not answered, or not yet: what it holds may burn. */
  whole: boolean;
  timeOf: (milliseconds: number) => string;
  /** The dashboard's time range as the query of an address. */
  timeRange: string;
  notices: ReactNode;
}

/** Data older than this is said in colour: Prometheus gives nothing older than five minutes. */
const OLD_SECONDS = 150;

/** What burns, in the order in which somebody who was woken needs it. */
export function IncidentScreen({ incident, whole, timeOf, timeRange, notices }: ScreenProps) {
  const styles = useStyles2(getStyles);
  const { main, others } = incident;
  return (
    <div className={styles.screen}>
      {notices}
      <Sight incident={incident} />
      {main ? (
        <>
          <Headline slo={main} incident={incident} timeOf={timeOf} />
          <Facts slo={main} />
          {main.severity !== null && (
            <div className={styles.columns}>
              <Groups incident={incident} />
              <Changes incident={incident} timeOf={timeOf} />
            </div>
          )}
          <Buttons slo={main} atMilliseconds={incident.atMilliseconds} timeRange={timeRange} />
        </>
      ) : (
        <Quiet incident={incident} whole={whole} timeOf={timeOf} />
      )}
      {others.length > 0 && <Others slos={others} timeOf={timeOf} timeRange={timeRange} />}
    </div>
  );
}

/** How fresh the data is and what cannot be seen: without that, nothing below can be trusted. */
function Sight({ incident }: Pick<ScreenProps, 'incident'>) {
  const styles = useStyles2(getStyles);
  const { blind, complete, dataAgeSeconds } = incident;
  const old = dataAgeSeconds === null || dataAgeSeconds > OLD_SECONDS;
  return (
    <div className={styles.sight} role="status">
      {complete && <span className={cx(old && styles.old)}>{dataAgeWords(dataAgeSeconds)}</span>}
      {blind.length > 0 && (
        <Explain
          className={styles.blind}
          title={blindWords(incident)}
          text={blind.map(({ service, name, reason }) => `${service} / ${name}: ${reason}`).join('\n')}
        >
          {blindWords(incident)}
        </Explain>
      )}
    </div>
  );
}

function Headline({ slo, incident, timeOf }: { slo: BurningSlo } & Pick<ScreenProps, 'incident' | 'timeOf'>) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  const { severity, service, name, owner, pair, description } = slo;
  return (
    <div className={styles.headline} role="alert">
      <span
        className={cx(
          styles.severity,
          severity === 'page' ? styles.page : severity === 'ticket' ? styles.ticket : styles.status
        )}
      >
        {severityWord(slo)}
      </span>
      <div className={styles.sentence}>
        <h2 className={styles.title}>{`${service} / ${name} ${burnSentence(slo, incident.atMilliseconds, timeOf)}`}</h2>
        <div className={text.quiet}>
          {[
            owner === '' ? '' : t('incident.owner', 'Owner: {{owner}}', { ...PLAIN_TEXT, owner }),
            severity === null ? slo.statusReason : '',
            pair === '' ? '' : t('incident.pair', 'Alert: {{pair}}', { ...PLAIN_TEXT, pair }),
            Object.values(slo.labels)
              .filter((value) => value !== owner)
              .join(', '),
            description,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </div>
      </div>
    </div>
  );
}

function Facts({ slo }: { slo: BurningSlo }) {
  const styles = useStyles2(getStyles);
  const { costRatio, badEvents, budgetRemaining, eventBudgetRemaining } = slo;
  // The cost counts events; the budget may be one of recorded ratios.
  const byEvents =
    eventBudgetRemaining === null
      ? ''
      : t('incident.by-events', 'by events {{share}}', { ...PLAIN_TEXT, share: percentWords(eventBudgetRemaining) });
  const events =
    badEvents === null
      ? ''
      : t('incident.bad-events', '{{count}} bad events', { ...PLAIN_TEXT, count: Math.round(badEvents) });
  return (
    <dl className={styles.facts}>
      <Fact
        name={t('incident.cost', 'Cost so far')}
        value={
          costRatio === null
            ? '–'
            : t('incident.of-budget', '{{share}} of the budget', { ...PLAIN_TEXT, share: percentWords(costRatio) })
        }
        more={events}
      />
      <Fact
        name={t('incident.remaining', 'Budget left')}
        value={budgetRemaining === null ? t('incident.gone.cannot-tell', 'cannot tell') : percentWords(budgetRemaining)}
        more={byEvents}
      />
      <Fact name={t('incident.gone', 'Gone')} value={goneWords(slo)} more="" />
    </dl>
  );
}

function Fact({ name, value, more }: { name: string; value: string; more: string }) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  return (
    <div>
      <dt className={cx(text.quiet, text.small)}>{name}</dt>
      <dd className={styles.fact}>
        {value}
        {more !== '' && <span className={cx(text.quiet, text.small)}> {more}</span>}
      </dd>
    </div>
  );
}

function Quiet({
  incident: { last, lastReason, blind },
  whole,
  timeOf,
}: Pick<ScreenProps, 'incident' | 'whole' | 'timeOf'>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.headline}>
      <div className={styles.sentence}>
        <h2 className={styles.title}>
          {blind.length > 0 || !whole
            ? t('incident.quiet.seen', 'Of what can be seen, nothing burns')
            : t('incident.quiet.all', 'Nothing burns')}
        </h2>
        <div>
          {last
            ? t(
                'incident.quiet.last',
                'Of the SLOs that have spent the most, the last was {{slo}}, from {{onset}} to {{end}} ({{duration}}): it cost {{cost}} of its budget.',
                {
                  ...PLAIN_TEXT,
                  slo: `${last.service} / ${last.name}`,
                  onset: timeOf(last.onsetMilliseconds),
                  end: timeOf(last.endMilliseconds),
                  duration: durationWords((last.endMilliseconds - last.onsetMilliseconds) / 1000),
                  cost: percentWords(last.costRatio),
                }
              )
            : lastReason}
        </div>
      </div>
    </div>
  );
}

/** What else burns, a line each. */
function Others({
  slos,
  timeOf,
  timeRange,
}: { slos: readonly BurningSlo[] } & Pick<ScreenProps, 'timeOf' | 'timeRange'>) {
  const styles = useStyles2(getStyles);
  const text = useStyles2(getTextStyles);
  return (
    <section aria-label={t('incident.others', 'Also burning')}>
      <h3 className={text.heading}>{t('incident.others', 'Also burning')}</h3>
      <ul className={styles.list}>
        {slos.map((slo) => (
          <li key={slo.id} className={styles.other}>
            <span className={cx(text.small, slo.severity === 'page' ? styles.pageText : styles.ticketText)}>
              {severityWord(slo)}
            </span>
            <Anchor
              url={sloDashboard(slo, timeRange)}
              name={`${slo.service} / ${slo.name}`}
              className={cx(text.oneLine, styles.link)}
            >
              {`${slo.service} / ${slo.name}`}
            </Anchor>
            <span className={cx(text.quiet, text.number)}>
              {[
                slo.burnRate === null ? '' : `${roughly(slo.burnRate)}x`,
                slo.onsetMilliseconds === null
                  ? ''
                  : t('incident.since', 'since {{time}}', { ...PLAIN_TEXT, time: timeOf(slo.onsetMilliseconds) }),
                slo.owner,
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function getStyles(theme: GrafanaTheme2) {
  const { colors } = theme;
  return {
    screen: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1.5),
      height: '100%',
      padding: theme.spacing(0, 2, 1),
      overflow: 'auto',
    }),
    sight: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2), color: colors.text.secondary }),
    old: css({ color: colors.warning.text, fontWeight: theme.typography.fontWeightMedium }),
    blind: css({ color: colors.text.primary, textDecoration: 'underline dotted' }),
    headline: css({ display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1.5) }),
    severity: css({
      flexShrink: 0,
      padding: theme.spacing(0.25, 1),
      fontWeight: theme.typography.fontWeightMedium,
      borderRadius: theme.shape.radius.default,
    }),
    page: css({ color: colors.error.contrastText, background: colors.error.main }),
    ticket: css({ color: colors.warning.text, background: colors.warning.transparent }),
    status: css({ color: colors.text.primary, background: colors.background.secondary }),
    pageText: css({ color: colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
    ticketText: css({ color: colors.warning.text }),
    sentence: css({ minWidth: 0 }),
    title: css({
      margin: 0,
      fontSize: theme.typography.h4.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      overflowWrap: 'anywhere',
    }),
    facts: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1, 5), margin: 0 }),
    fact: css({ margin: 0, fontSize: theme.typography.h5.fontSize, fontVariantNumeric: 'tabular-nums' }),
    columns: css({
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
      gap: theme.spacing(1.5, 4),
    }),
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    other: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(1), minWidth: 0 }),
    link: css({ '&:hover, &:focus-visible': { textDecoration: 'underline' } }),
  };
}
