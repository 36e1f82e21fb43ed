import type { DataFrame, PanelOptionsEditorBuilder, SelectableValue } from '@grafana/data';
import { t } from '@grafana/i18n';
import { groupByWord } from '../shared/groupWords';
import { COLUMNS } from './model/columns';
import { groupLabels } from './model/groupRows';
import { readRows } from './model/readRows';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';
import { columnTitle } from './view/columnTitle';

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
    })
    .addMultiSelect({
      path: 'columns',
      name: t('scorecard.option.columns', 'Columns'),
      description: t(
        'scorecard.option.columns-help',
        'In the order in which they are chosen; none for the usual ones. The name of the SLO is always there. Where there is no room for all, the least wanted are left out and told one click away; on a phone status, SLO and budget are left.'
      ),
      settings: { options: COLUMNS.map((value) => ({ value, label: columnTitle(value) })) },
    })
    .addRadio({
      path: 'density',
      name: t('scorecard.option.density', 'Rows'),
      defaultValue: DEFAULT_OPTIONS.density,
      settings: {
        options: [
          { value: 'comfortable', label: t('scorecard.option.comfortable', 'Comfortable') },
          { value: 'compact', label: t('scorecard.option.compact', 'Compact') },
        ],
      },
    })
    .addRadio({
      path: 'textSize',
      name: t('scorecard.option.text', 'Text'),
      description: t('scorecard.option.text-help', 'Half as large again for a screen on the wall.'),
      defaultValue: DEFAULT_OPTIONS.textSize,
      settings: {
        options: [
          { value: 'normal', label: t('scorecard.option.normal', 'Normal') },
          { value: 'wall', label: t('scorecard.option.wall', 'Wall') },
        ],
      },
    });
}

function groupOptions(frames: readonly DataFrame[]): Array<SelectableValue<string>> {
  return [
    { value: '', label: t('scorecard.option.no-groups', 'No groups') },
    ...groupLabels(readRows(frames, 0)).map((value) => ({ value, label: groupByWord(value) })),
  ];
}
