import fc from 'fast-check';
import { AT, sloFrame, type Spec } from '../testing';
import { exportRows, toCsv, toJson, toTsv } from './exportRows';
import { readRows } from './readRows';

const exported = (specs: readonly Spec[]) => exportRows(readRows([sloFrame(specs)], AT));

/** A reader of RFC 4180 written for this test alone: records of cells, quotes doubled within quotes. */
function readTable(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (quoted) {
      if (sign === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (sign === '"') {
        quoted = false;
      } else {
        cell += sign;
      }
    } else if (sign === '"' && cell === '') {
      quoted = true;
    } else if (sign === separator) {
      record.push(cell);
      cell = '';
    } else if (sign === '\n') {
      records.push([...record, cell]);
      [record, cell] = [[], ''];
    } else if (sign !== '\r') {
      cell += sign;
    }
  }
  return records;
}

it('has every number of a row with its unit, and every row the same columns', () => {
  const all = exported([
    {
      name: 'search',
      status: 'burning',
      firingPair: 'page 5m/1h',
      burningSince: AT - 60_000,
      worstGroup: 'region: eu',
      alertStand: 'firing',
      budget: -0.25,
      sli: 0.995,
      objective: 0.999,
      exhaustion: null,
      burnRates: { '5m': 14.5, '1h': 15 },
      labels: { region: 'eu' },
      badEvents: 12,
      totalEvents: 2400,
    },
    { name: 'pay', labels: { tier: '1' }, budget: null, dataState: 'noData', status: 'blind' },
  ]);
  expect(all[0]).toMatchObject({
    name: 'search',
    burningSince: new Date(AT - 60_000).toISOString(),
    alert: 'firing',
    budgetRemainingRatio: -0.25,
    sliRatio: 0.995,
    objectiveRatio: 0.999,
    burnRate_5m: 14.5,
    burnRate_1h: 15,
    exhaustion: 'spent',
    exhaustionSeconds: 0,
    label_region: 'eu',
    label_tier: '',
    badEvents: 12,
    at: new Date(AT).toISOString(),
    isStale: false,
  });
  expect(all[1]).toMatchObject({ status: 'blind', budgetRemainingRatio: null, burnRate_5m: null, dataState: 'noData' });
  expect(Object.keys(all[1]!)).toEqual(Object.keys(all[0]!));
});

it.each([
  ['CSV', toCsv, ','],
  ['TSV', toTsv, '\t'],
] as const)('%s is read back as it was, whatever the names', (_, write, separator) => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('a,b', 'say "hi"', 'two\nlines', 'tab\there', '=1+1', '', '  =x', '-', '@me', '\r')
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (names) => {
      const rows = names.map((name, index) => ({ name, value: index - 0.5 }));
      const [head, ...records] = readTable(write(rows), separator);
      expect(head).toEqual(['name', 'value']);
      expect(records.map(([, value]) => Number(value))).toEqual(rows.map(({ value }) => value));
      const bare = (name: string) => name.replaceAll("'", '');
      expect(records.map(([name = '']) => bare(name))).toEqual(names.map(bare));
    })
  );
});

it.each(['=cmd|"/c calc"!A1', '+1', '-1+1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '\u0000=1', '\u200b=1'])(
  'the text %j is no formula to a spreadsheet',
  (name) => {
    for (const [write, separator] of [
      [toCsv, ','],
      [toTsv, '\t'],
    ] as const) {
      const [, [cell = ''] = []] = readTable(write([{ name }]), separator);
      expect(cell.startsWith("'")).toBe(true);
      expect(cell.replaceAll("'", '')).toBe(name);
    }
  }
);

it('no cell is a formula to a spreadsheet that divides by other signs than those that are written', () => {
  const hostile = "x;=cmd|' /C calc'!A0;";
  for (const write of [toCsv, toTsv]) {
    for (const sign of [';', '\t', '\n', '\r']) {
      const text = write([{ service: 'shop', name: hostile, more: `a\t=1\n+2\r@3` }]);
      // As one that knows no quotes behind the first sign of a cell.
      const cells = text.split(/[\r\n]/).flatMap((line) => line.split(sign));
      expect(cells.filter((cell) => /^["\s]*[=+\-@|%]/.test(cell))).toEqual([]);
    }
  }
});

it('a time that is none is left out, and costs nothing else', () => {
  expect(exported([{ name: 'a', firingPair: 'page 5m/1h', burningSince: 1.7e18 }])[0]).toMatchObject({
    name: 'a',
    burningSince: null,
  });
});

it('negative numbers stay numbers', () => {
  expect(toCsv([{ budget: -0.25 }])).toBe('budget\r\n-0.25\r\n');
});

it('JSON says what it is', () => {
  expect(JSON.parse(toJson(exported([{ name: 'pay' }])))).toMatchObject({
    schema: 'reliability-scorecard/export',
    version: 1,
    slos: [{ name: 'pay', service: 'shop' }],
  });
});
