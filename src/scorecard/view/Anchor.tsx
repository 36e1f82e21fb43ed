import React, { type ReactNode } from 'react';
import { locationUtil } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';
import { useControlTabIndex } from './GridCell';

interface Props {
  /** One that `safeUrl` lets through: absolute, or a path within Grafana. */
  url: string;
  name: string;
  className: string;
  children: ReactNode;
}

/** A link that stays in Grafana, or opens another site beside it without telling that site where from. */
export function Anchor({ url, name, className, children }: Props) {
  const tabIndex = useControlTabIndex();
  return url.startsWith('/') ? (
    <a href={locationUtil.assureBaseUrl(url)} tabIndex={tabIndex} className={className} aria-label={name} title={name}>
      {children}
    </a>
  ) : (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={tabIndex}
      className={className}
      aria-label={t('scorecard.link.new-tab', '{{name}} (opens in a new tab)', { ...PLAIN_TEXT, name })}
      title={name}
    >
      {children}
    </a>
  );
}
