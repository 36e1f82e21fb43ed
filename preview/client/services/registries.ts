import {
  booleanOverrideProcessor,
  displayNameOverrideProcessor,
  type FieldConfigPropertyItem,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  stringOverrideProcessor,
  ThresholdsMode,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

/** What the option builders of panels ask for by name, whether or not an editor is ever shown. */
const EDITORS =
  'number slider text strings boolean select multi-select radio unit color timezone field-name dashboard-uid ' +
  'stats-picker';

const noEditor = () => null;

const DEFAULT_THRESHOLDS = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

const FIELD_CONFIGS = [
  ['displayName', displayNameOverrideProcessor],
  ['unit', unitOverrideProcessor],
  ['fieldMinMax', booleanOverrideProcessor],
  ['min', numberOverrideProcessor],
  ['max', numberOverrideProcessor],
  ['decimals', numberOverrideProcessor],
  ['noValue', stringOverrideProcessor],
  ['links', identityOverrideProcessor],
  ['actions', identityOverrideProcessor],
  ['color', identityOverrideProcessor],
  ['mappings', valueMappingsOverrideProcessor, []],
  ['thresholds', thresholdsOverrideProcessor, DEFAULT_THRESHOLDS],
] as Array<[id: string, process: FieldConfigPropertyItem['process'], defaultValue?: unknown]>;

const NUMERIC_ONLY = ['fieldMinMax', 'min', 'max', 'decimals'];

/** There is no edit mode, so editors draw nothing; but without these entries options and units are ignored. */
export function registerStandards(): void {
  standardEditorsRegistry.setInit(() => EDITORS.split(' ').map((id) => ({ id, name: id, editor: noEditor as never })));
  standardFieldConfigEditorRegistry.setInit(() =>
    FIELD_CONFIGS.map(([id, process, defaultValue]) => ({
      id,
      path: id,
      name: id,
      description: '',
      editor: noEditor,
      override: noEditor,
      process,
      shouldApply: (field) => !NUMERIC_ONLY.includes(id) || field.type === FieldType.number,
      settings: {},
      ...(defaultValue === undefined ? {} : { defaultValue }),
    }))
  );
}
