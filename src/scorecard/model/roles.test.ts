import { FieldType, toDataFrame } from '@grafana/data';
import { missingRoles, resolveRoles } from './roles';

const values = [1];

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

test('a number without a unit gets that of the contract, one with a unit keeps it', () => {
  const roles = resolveRoles(
    toDataFrame({
      fields: [
        { name: 'sli', type: FieldType.number, values },
        { name: 'exhaustion', type: FieldType.number, config: { unit: 'h' }, values },
      ],
    })
  );
  expect(roles.get('sli')?.[0]?.config.unit).toBe('percentunit');
  expect(roles.get('exhaustion')?.[0]?.config.unit).toBe('h');
});

test('says which required roles are missing', () => {
  const frame = toDataFrame({ fields: [{ name: 'name', type: FieldType.string, values: ['a'] }] });
  expect(missingRoles(resolveRoles(frame))).toEqual(['status', 'budgetRemaining']);
});
