import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type FieldConfigPropertyItem,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  ThresholdsMode,
  thresholdsOverrideProcessor,
  type TransformerRegistryItem,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

const EDITORS =
  'number slider text strings boolean select multi-select radio unit icon color fieldColor links actions stats-picker ' +
  'timezone field-name dashboard-uid mappings thresholds filter-pill';

const noEditor = () => null;

type StandardConfig = [id: string, process: FieldConfigPropertyItem['process'], defaultValue?: unknown];

const DEFAULT_THRESHOLDS = {
  mode: ThresholdsMode.Absolute,
  steps: [
    { value: -Infinity, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

const STANDARD_CONFIGS: StandardConfig[] = [
  ['displayName', displayNameOverrideProcessor],
  ['unit', unitOverrideProcessor],
  ['fieldMinMax', booleanOverrideProcessor],
  ['min', numberOverrideProcessor],
  ['max', numberOverrideProcessor],
  ['decimals', numberOverrideProcessor],
  ['noValue', stringOverrideProcessor],
  ['links', dataLinksOverrideProcessor],
  ['actions', identityOverrideProcessor],
  ['color', identityOverrideProcessor],
  ['mappings', valueMappingsOverrideProcessor, []],
  ['thresholds', thresholdsOverrideProcessor, DEFAULT_THRESHOLDS],
  ['filterable', booleanOverrideProcessor],
] as StandardConfig[];

const NUMERIC_ONLY = ['fieldMinMax', 'min', 'max', 'decimals'];

function standardConfig([id, process, defaultValue]: StandardConfig): FieldConfigPropertyItem {
  return {
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
  };
}

function transformers(): TransformerRegistryItem[] {
  const unique = new Map(
    Object.values(standardTransformers).map((transformation) => [transformation.id, transformation])
  );
  return [...unique.values()].map(
    (transformation) =>
      ({
        id: transformation.id,
        name: transformation.name,
        transformation,
        editor: noEditor,
        imageDark: '',
        imageLight: '',
      }) as unknown as TransformerRegistryItem
  );
}

/** There is no edit mode, so editors draw nothing; but without these entries options and units are ignored. */
export function registerStandards(): void {
  standardEditorsRegistry.setInit(() => EDITORS.split(' ').map((id) => ({ id, name: id, editor: noEditor as never })));
  standardFieldConfigEditorRegistry.setInit(() => STANDARD_CONFIGS.map(standardConfig));
  standardTransformersRegistry.setInit(transformers);
}
