import { FieldType, getPanelDataSummary, toDataFrame, VisualizationSuggestionScore } from '@grafana/data';
import { migrateOptions } from './migrations';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';
import { suggestScorecard } from './suggestions';
import { sloFrame } from './testing';

test('options get the version they lack, and keep one they have', () => {
  expect(migrateOptions({ options: {} })).toEqual(DEFAULT_OPTIONS);
  expect(migrateOptions({ options: { schemaVersion: 1, showFilterBar: false } })).toEqual({
    ...DEFAULT_OPTIONS,
    showFilterBar: false,
  });
  const newer = { schemaVersion: 2, showFilterBar: false, more: true } as unknown as ScorecardOptions;
  expect(migrateOptions({ options: newer })).toMatchObject(newer);
});

const text = (name: string) => ({ name, type: FieldType.string, values: ['a'] });

test.each([
  ['frames of the contract', [sloFrame([{ name: 'a' }])], VisualizationSuggestionScore.Best],
  [
    'frames with the fields it needs',
    [toDataFrame({ fields: [text('name'), text('status'), { name: 'budgetRemaining', values: [1] }] })],
    VisualizationSuggestionScore.Good,
  ],
  ['other frames', [toDataFrame({ fields: [text('name')] })], undefined],
  ['no frames', [], undefined],
])('%s', (_, frames, score) => {
  expect(suggestScorecard(getPanelDataSummary(frames))?.[0]?.score).toBe(score);
});
