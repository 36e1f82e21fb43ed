import React from 'react';
import { t } from '@grafana/i18n';
import { PLAIN_TEXT } from '../../shared/plainText';
import { durationWords } from '../view/duration';
import type { ScreenProps } from './IncidentScreen';
import { Title } from './Title';
import { percentWords } from './words';

/** That nothing burns, of what can be seen, and what did last. */
export function Quiet({
  incident: { last, lastReason, blind },
  whole,
  timeOf,
}: Pick<ScreenProps, 'incident' | 'whole' | 'timeOf'>) {
  return (
    <div>
      <Title>
        {blind.length > 0 || !whole
          ? t('incident.quiet.seen', 'Of what can be seen, nothing burns')
          : t('incident.quiet.all', 'Nothing burns')}
      </Title>
      <div>
        {last
          ? t(
              'incident.quiet.last',
              'Of the SLOs that have spent the most, the last was {{slo}}, from about {{onset}} to about {{end}} ({{duration}}): it cost {{cost}} of its budget.',
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
  );
}
