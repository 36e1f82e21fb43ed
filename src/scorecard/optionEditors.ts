import type { DataFrame, PanelOptionsEditorBuilder, SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import { groupByWord } from '../shared/groupWords';
import { groupLabels } from './model/groupRows';
import { readRows } from './model/readRows';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';

/** What of a panel can be chosen, in the words of its editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<ScorecardOptions>): void {
  builder
    .addBooleanSwitch({
      path: 'showFilterBar',
      name: t('scorecard.option.filter-bar', 'Filter bar'),
      description: t(
        'scorecard.option.filter-bar-help',
        'Search, statuses, services, owners and groups above the rows, where there are eight SLOs or more.'
      ),
      defaultValue: DEFAULT_OPTIONS.showFilterBar,
    })
    .addSelect({
      path: 'groupBy',
      name: t('scorecard.group-by', 'Group by'),
      description: t(
        'scorecard.option.group-by-help',
        'One row for all SLOs with the same value, which opens. Whoever looks at the panel can choose another in its bar.'
      ),
      defaultValue: DEFAULT_OPTIONS.groupBy,
      settings: {
        allowCustomValue: true,
        options: [],
        getOptions: ({ data }) => Promise.resolve(groupOptions(data)),
      },
    });
}

function groupOptions(frames: readonly DataFrame[]): Array<SelectableValue<string>> {
  return [
    { value: '', label: t('scorecard.option.no-groups', 'No groups') },
    ...groupLabels(readRows(frames, 0)).map((value) => ({ value, label: groupByWord(value) })),
  ];
}
