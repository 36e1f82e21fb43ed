import React, { useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { PanelDataErrorView } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { PLAIN_TEXT } from '../../shared/plainText';
import { REQUIRED_ROLES } from '../model/roles';
import { NO_FILTER } from '../model/filterRows';
import { WORST_FIRST } from '../model/sortRows';
import type { ScorecardOptions } from '../options';
import { Announcement } from './Announcement';
import { Banner } from './Banner';
import { Loading } from './Loading';
import { Message } from './Message';
import { NoSlos } from './NoSlos';
import { Notices } from './Notices';
import { Rows } from './Rows';
import { useKept } from './useKept';
import { useStatusChanges } from './useStatusChanges';
import { useTableContext } from './useTableContext';
import { useView } from './useView';
import { failureWords } from './words';

export function ScorecardPanel(props: PanelProps<ScorecardOptions>) {
  const { data, fieldConfig, id, replaceVariables } = props;
  const styles = useStyles2(getStyles);
  const kept = useKept(data, replaceVariables);
  const news = useStatusChanges(kept);
  const view = useView(kept);
  const table = useTableContext(view, props);
  const [sort, setSort] = useState(WORST_FIRST);
  const [filter, setFilter] = useState(NO_FILTER);
  // What somebody chooses here holds until the page is left; the option is what it begins with.
  const [grouping, setGrouping] = useState<string | null>(null);

  switch (view.kind) {
    case 'loading':
      return <Loading />;
    case 'noFrames':
      return <PanelDataErrorView panelId={id} fieldConfig={fieldConfig} data={data} />;
    case 'unfitFrames':
      return (
        <PanelDataErrorView
          panelId={id}
          fieldConfig={fieldConfig}
          data={data}
          message={t(
            'scorecard.unfit',
            'These data are not SLOs. Missing fields: {{missing}}. Query a Reliability SLOs data source, or name the fields {{required}}; any other field of its table is optional.',
            { ...PLAIN_TEXT, missing: view.missing.join(', '), required: REQUIRED_ROLES.join(', ') }
          )}
        />
      );
    case 'failed':
      return (
        <Message
          icon="exclamation-triangle"
          role="alert"
          title={t('scorecard.failed.title', 'No SLOs could be loaded')}
        >
          {view.failures.map((failure) => (
            <p key={failure.message} className={styles.failure}>
              {failureWords(failure)}
            </p>
          ))}
          {t(
            'scorecard.failed.hint',
            'Test the data source this panel queries, and those it reads from; the panel recovers at the next refresh that works.'
          )}
        </Message>
      );
    case 'empty':
      return (
        <div className={styles.panel}>
          <Notices notices={view.notices} />
          <NoSlos />
        </div>
      );
    case 'rows':
      return (
        <div className={styles.panel}>
          <Announcement changes={news.changes} />
          <Banner failures={view.failures} rows={view.rows} asOf={table.asOf} />
          <Notices notices={view.notices} />
          <Rows
            rows={view.rows}
            table={table}
            sort={sort}
            onSort={setSort}
            filter={filter}
            onFilter={setFilter}
            groupBy={grouping ?? props.options.groupBy}
            onGroup={setGrouping}
            news={news}
            mayFilter={props.options.showFilterBar}
          />
        </div>
      );
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    failure: css({ color: theme.colors.text.primary }),
    // Holds what is placed out of sight, which would scroll the page else.
    panel: css({ position: 'relative', display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }),
  };
}
