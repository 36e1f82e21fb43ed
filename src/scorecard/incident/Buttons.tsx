import React from 'react';
import { css } from '@emotion/css';
import { locationUtil, type GrafanaTheme2, type IconName } from '@grafana/data';
import { t } from '@grafana/i18n';
import { LinkButton, useStyles2 } from '@grafana/ui';
import type { BurningSlo, IncidentView } from '../../core/frame/incident';
import { PLAIN_TEXT } from '../../shared/plainText';
import { Anchor } from '../view/Anchor';
import { LINK_ICONS, linkName } from '../view/cells/Links';
import { exploreQuery, newSilence, sloDashboard } from './places';

interface Props {
  slo: BurningSlo;
  incident: IncidentView;
  timeRange: string;
}

/** Where to go from here; the runbook first. */
export function Buttons({ slo, incident, timeRange }: Props) {
  const styles = useStyles2(getStyles);
  const own = slo.links.map(({ kind, title, url }) => ({ icon: LINK_ICONS[kind], name: linkName(kind, title), url }));
  const places: Array<{ icon: IconName; name: string; url: string | null }> = [
    ...own,
    { icon: 'apps', name: t('incident.button.slo', 'The SLO'), url: sloDashboard(slo, timeRange) },
    { icon: 'compass', name: t('incident.button.explore', 'Explore'), url: exploreQuery(slo, incident.atMilliseconds) },
    { icon: 'bell-slash', name: t('incident.button.silence', 'Silence'), url: newSilence(slo) },
  ];
  const hasRunbook = slo.links.some(({ kind }) => kind === 'runbook');
  const borrowed = hasRunbook ? null : runbookBeside(incident);
  return (
    <nav className={styles.buttons} aria-label={t('incident.buttons', 'Where to go')}>
      {places.map(({ icon, name, url }, index) =>
        url === null ? null : (
          <LinkButton
            key={`${name} ${url}`}
            icon={icon}
            variant={index === 0 ? 'primary' : 'secondary'}
            size="sm"
            {...(url.startsWith('/')
              ? { href: locationUtil.assureBaseUrl(url) }
              : { href: url, target: '_blank', rel: 'noopener noreferrer' })}
          >
            {name}
          </LinkButton>
        )
      )}
      {!hasRunbook && (
        <span className={styles.none}>
          {t(
            'incident.no-runbook',
            'No runbook is known. Its alerting rules can name one in the annotation runbook_url, its SLO document in the annotation runbook.'
          )}{' '}
          {borrowed && (
            <>
              {t('incident.runbook-beside', 'What began to burn with it has one:')}{' '}
              <Anchor url={borrowed.url} name={borrowed.name} className={styles.link}>
                {borrowed.name}
              </Anchor>
            </>
          )}
        </span>
      )}
    </nav>
  );
}

/** The runbook of the first of those that began to burn with the SLO; null where none has one. */
function runbookBeside({ others, together }: IncidentView): { name: string; url: string } | null {
  const [first] = others
    .filter(({ id }) => together.includes(id))
    .flatMap(({ service, name, links }) =>
      links.flatMap(({ kind, url }) => (kind === 'runbook' ? [{ slo: `${service} / ${name}`, url }] : []))
    );
  return first
    ? { name: t('incident.runbook-of', 'runbook of {{slo}}', { ...PLAIN_TEXT, slo: first.slo }), url: first.url }
    : null;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    buttons: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
    none: css({ color: theme.colors.text.secondary }),
    link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
  };
}
