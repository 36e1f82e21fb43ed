import {
  applyFieldOverrides,
  createTheme,
  FieldMatcherID,
  FieldType,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  toDataFrame,
} from '@grafana/data';
import { plugin } from '../module';
import { missingRoles, resolveRoles } from './roles';

const values = [1];

// What Grafana gives every plugin; here nothing is edited.
standardEditorsRegistry.setInit(() => ['select'].map((id) => ({ id, name: id, editor: () => null })));
standardFieldConfigEditorRegistry.setInit(() => []);

test.each([
  ['by its custom role, whatever its name', [{ name: 'x', config: { custom: { role: 'sli' } }, values }], 'sli', 'x'],
  ['by its name', [{ name: 'sli', values }], 'sli', 'sli'],
  [
    'by custom role before name',
    [
      { name: 'sli', values },
      { name: 'mine', config: { custom: { role: 'sli' } }, values },
    ],
    'sli',
    'mine',
  ],
  [
    'not by a name whose custom role says otherwise',
    [{ name: 'sli', config: { custom: { role: 'objective' } }, values }],
    'objective',
    'sli',
  ],
  [
    'by name when the custom role is unknown',
    [{ name: 'sli', config: { custom: { role: 'nonsense' } }, values }],
    'sli',
    'sli',
  ],
] as const)('a field is found %s', (_, fields, role, name) => {
  const roles = resolveRoles(toDataFrame({ fields: fields.map((field) => ({ type: FieldType.number, ...field })) }));
  expect([...roles.keys()]).toEqual([role]);
  expect(roles.get(role)?.map((field) => field.name)).toEqual([name]);
});

test('a role is played once, burn rates as often as there are windows', () => {
  const twice = (name: string) => [
    { name, type: FieldType.number, values },
    { name, type: FieldType.number, values },
  ];
  const roles = resolveRoles(toDataFrame({ fields: [...twice('sli'), ...twice('burnRate')] }));
  expect(roles.get('sli')).toHaveLength(1);
  expect(roles.get('burnRate')).toHaveLength(2);
});

test('numbers are in the unit of the contract, whatever the source counts in; of what else they are stays', () => {
  const roles = resolveRoles(
    toDataFrame({
      fields: [
        { name: 'sli', type: FieldType.number, values: [1, 2] },
        { name: 'exhaustion', type: FieldType.number, config: { unit: 'h' }, values: [3, null] },
        { name: 'budgetRemaining', type: FieldType.number, config: { unit: 'percent' }, values: [45, -5] },
        { name: 'badEvents', type: FieldType.number, config: { unit: 'reqps' }, values: [3, 4] },
      ],
    })
  );
  expect(roles.get('sli')?.[0]?.config.unit).toBe('percentunit');
  const told = (role: 'exhaustion' | 'budgetRemaining' | 'badEvents') =>
    roles.get(role)?.map(({ config, values: own }) => [config.unit, ...own])[0];
  expect(told('exhaustion')).toEqual(['s', 10_800, null]);
  expect(told('budgetRemaining')).toEqual(['percentunit', 0.45, -0.05]);
  expect(told('badEvents')).toEqual(['reqps', 3, 4]);
});

test('the name of an SLO is the first text that has no role, where no field claims to be it', () => {
  const text = (name: string) => ({ name, type: FieldType.string, values: ['a'] });
  const nameOf = (...names: string[]) =>
    resolveRoles(toDataFrame({ fields: names.map(text) }))
      .get('name')
      ?.map(({ name }) => name);
  expect(nameOf('owner', 'sloth_slo', 'job')).toEqual(['sloth_slo']);
  expect(nameOf('sloth_slo', 'name')).toEqual(['name']);
  expect(nameOf('owner')).toBeUndefined();
  expect(nameOf('__name__', 'job', 'slo')).toEqual(['slo']);
});

test('an override chooses the role of a field of another source, before the one that its source names', () => {
  const frame = toDataFrame({
    fields: [
      { name: 'slo', type: FieldType.string, values: ['search'] },
      { name: 'Value #A', type: FieldType.number, config: { custom: { role: 'sli' } }, values: [0.4] },
    ],
  });
  const chosen = (role: string) => ({
    matcher: { id: FieldMatcherID.byName, options: 'Value #A' },
    properties: [{ id: 'custom.role', value: role }],
  });
  const [overridden] = applyFieldOverrides({
    data: [frame],
    fieldConfig: { defaults: {}, overrides: [chosen('budgetRemaining')] },
    fieldConfigRegistry: plugin.fieldConfigRegistry,
    replaceVariables: (text) => text,
    theme: createTheme(),
  });
  expect([...resolveRoles(overridden!).keys()].sort()).toEqual(['budgetRemaining', 'name']);
});

test('of an override for many fields only the one of that name plays the role, and the others keep theirs', () => {
  const number = (name: string) => ({ name, type: FieldType.number, config: { custom: { role: 'sli' } }, values });
  const roles = resolveRoles(toDataFrame({ fields: [number('objective'), number('sli'), number('other')] }));
  expect([...roles].map(([role, fields]) => [role, fields[0]?.name]).sort()).toEqual([
    ['objective', 'objective'],
    ['sli', 'sli'],
  ]);
});

test('without an override the role that a source names stays', () => {
  const frame = toDataFrame({
    fields: [{ name: 'x', type: FieldType.number, config: { custom: { role: 'sli' } }, values: [0.4] }],
  });
  const [same] = applyFieldOverrides({
    data: [frame],
    fieldConfig: { defaults: {}, overrides: [] },
    fieldConfigRegistry: plugin.fieldConfigRegistry,
    replaceVariables: (text) => text,
    theme: createTheme(),
  });
  expect([...resolveRoles(same!).keys()]).toEqual(['sli']);
});

test('says which required roles are missing', () => {
  const frame = toDataFrame({ fields: [{ name: 'name', type: FieldType.string, values: ['a'] }] });
  expect(missingRoles(resolveRoles(frame))).toEqual(['status', 'budgetRemaining']);
});
