import React from 'react';
import { css } from '@emotion/css';
import { dateTimeFormat, locationUtil, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LinkButton, Text, useStyles2 } from '@grafana/ui';
import type { ResolvedUpstream } from '../../shared/delegate/upstreams';
import { exploreUrl } from '../../shared/exploreUrl';
import { PLAIN_TEXT } from '../../shared/plainText';
import type { EvaluationTime, Executed } from '../executed';

interface Props {
  executed: readonly Executed[];
  upstreams: readonly ResolvedUpstream[];
  timeZone: string | undefined;
}

/** Queries by who was asked and for when, each with the way to Explore on the data source that has answered it. */
export function ExecutedQueries({ executed, upstreams, timeZone }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.all}>
      {[...new Set(executed.map(({ upstreamName }) => upstreamName))].map((upstreamName) => (
        <section key={upstreamName} aria-label={upstreamName}>
          <Text element="p" weight="medium">
            {upstreamName}
          </Text>
          {executed
            .filter((block) => block.upstreamName === upstreamName)
            .map((block, index) => (
              <div key={index}>
                <Text element="p" variant="bodySmall" color="secondary">
                  {block.time ? timeWords(block.time, timeZone) : nothingWords(block.reason)}
                </Text>
                {block.time && (
                  <ul className={styles.queries}>
                    {block.promql.map((promql, position) => (
                      <li key={position} className={styles.query}>
                        <code className={styles.code}>{promql}</code>
                        <ExploreLink
                          upstreamName={upstreamName}
                          upstreamUid={uidOf(upstreamName, upstreams)}
                          promql={promql}
                          time={block.time}
                        />
                      </li>
                    ))}
                  </ul>
                )}
              </div>
            ))}
        </section>
      ))}
    </div>
  );
}

interface LinkProps {
  upstreamName: string;
  /** Null where the data source is gone since. */
  upstreamUid: string | null;
  promql: string;
  time: EvaluationTime;
}

/** In a tab of its own, so that a dashboard being edited is not lost. */
function ExploreLink({ upstreamName, upstreamUid, promql, time }: LinkProps) {
  if (upstreamUid === null) {
    return null;
  }
  const url = exploreUrl({ upstreamUid, promql, ...explored(time) });
  const name = t('query.promql.explore', 'Open in Explore on {{upstream}}', { ...PLAIN_TEXT, upstream: upstreamName });
  return (
    <LinkButton
      href={locationUtil.assureBaseUrl(url)}
      target="_blank"
      icon="compass"
      size="sm"
      fill="text"
      variant="secondary"
      tooltip={name}
      aria-label={name}
    />
  );
}

/** What an instant query saw may lie before it; an hour shows how it came about. */
const HOUR_SECONDS = 3600;

function explored(time: EvaluationTime) {
  return time.kind === 'instant'
    ? {
        isInstant: true,
        fromMilliseconds: (time.atSeconds - HOUR_SECONDS) * 1000,
        toMilliseconds: time.atSeconds * 1000,
      }
    : { step: time.step, fromMilliseconds: time.fromSeconds * 1000, toMilliseconds: time.toSeconds * 1000 };
}

function uidOf(name: string, upstreams: readonly ResolvedUpstream[]): string | null {
  const [uid = null] = upstreams.flatMap((resolved) =>
    resolved.state === 'ok' && resolved.upstream.name === name ? [resolved.upstream.uid] : []
  );
  return uid;
}

function timeWords(time: EvaluationTime, timeZone: string | undefined): string {
  const at = (seconds: number) => dateTimeFormat(seconds * 1000, { timeZone });
  return time.kind === 'instant'
    ? t('query.promql.instant', 'Instant, at {{time}}', { ...PLAIN_TEXT, time: at(time.atSeconds) })
    : t('query.promql.range', 'Range, {{from}} to {{to}}, step {{step}}', {
        ...PLAIN_TEXT,
        from: at(time.fromSeconds),
        to: at(time.toSeconds),
        step: time.step,
      });
}

function nothingWords(reason: string): string {
  return reason === ''
    ? t(
        'query.promql.nothing-sent',
        'Nothing was sent: it has none of the SLOs, or what is wanted is known without asking.'
      )
    : t('query.promql.nothing-sent-because', 'Nothing was sent. {{reason}}', { ...PLAIN_TEXT, reason });
}

function getStyles(theme: GrafanaTheme2) {
  return {
    all: css({
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(1),
      maxHeight: 400,
      overflow: 'auto',
    }),
    queries: css({ listStyle: 'none' }),
    query: css({
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5),
      marginBottom: theme.spacing(0.5),
    }),
    code: css({
      flex: 1,
      minWidth: 0,
      margin: 0,
      padding: theme.spacing(0.5, 1),
      background: theme.colors.background.canvas,
      border: `1px solid ${theme.colors.border.weak}`,
      borderRadius: theme.shape.radius.default,
      fontSize: theme.typography.bodySmall.fontSize,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
    }),
  };
}
