import fc from 'fast-check';
import { readConfigured } from './read';
import { SLO, words } from './testing';
import { documentProblemWords } from '../../shared/words/documents';

describe('several documents', () => {
  const other = SLO.replace('name: availability', 'name: other');

  it.each([
    ['broken YAML', 'a: [1'],
    ['a list', '- 1'],
    ['another kind of thing', 'hello: world'],
    ['nothing but an error', SLO.replace('0.999', '99')],
    ['a quote that nobody closes', `a: '`],
    ['the same quote again', `a: "`],
    ['a block that would go on', 'a: |\n  text'],
    ['nesting too deep for the parser', `a: ${'['.repeat(20_000)}`],
    ['a query too deep for the parser', SLO.replace('sum(http_requests_total)', `${'('.repeat(9000)}x`)],
    ['deep nesting', `a: ${'['.repeat(60)}${']'.repeat(60)}`],
    ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]'],
  ])('%s hides none of the others', (_, bad) => {
    const { definitions, problems } = readConfigured(`${SLO}\n---\n${bad}\n---\n${other}`);
    expect(definitions.map(({ name, document }) => [name, document])).toEqual([
      ['availability', 1],
      ['other', 3],
    ]);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ document }) => document === 2)).toBe(true);
  });

  it('of one name are one SLO and a problem', () => {
    expect(readConfigured(`${SLO}---\n${SLO}`).definitions).toHaveLength(1);
    expect(words(`${SLO}---\n${SLO}`)).toEqual([
      'Document 2, line 35, metadata.name: Document 1 defines orders / availability already. Give one of them another name.',
    ]);
  });

  it('may be given as structures, or as texts in a list', () => {
    const structure = {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: { name: 'structured' },
      spec: {
        service: 'orders',
        indicator: {
          metadata: { name: 'x' },
          spec: {
            ratioMetric: {
              counter: true,
              bad: { metricSource: { type: 'Prometheus', spec: { query: 'errors_total' } } },
              total: { metricSource: { type: 'Prometheus', spec: { query: 'requests_total' } } },
            },
          },
        },
        timeWindow: [{ duration: '28d', isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [{ target: 2 }],
      },
    };
    const good = { ...structure, spec: { ...structure.spec, objectives: [{ target: 0.9 }] } };
    const { definitions, problems } = readConfigured([SLO, structure, { ...good, metadata: { name: 'good' } }]);
    expect(definitions.map(({ name, document }) => [name, document])).toEqual([
      ['availability', 1],
      ['good', 3],
    ]);
    expect(problems.map(documentProblemWords)).toEqual([
      'Document 2, spec.objectives[0].target: 2 is not between 0 and 1. Write targetPercent: 2.',
    ]);
  });

  it('may be empty, and begin and end as YAML lets them', () => {
    const text = `# first\n%YAML 1.2\n---\n${SLO}...\n---\n---\n# nothing\n---\r\n${other.replaceAll('\n', '\r\n')}...\n`;
    const { definitions, problems } = readConfigured(text);
    expect(problems).toEqual([]);
    expect(definitions.map(({ name, document, line }) => [name, document, line])).toEqual([
      ['availability', 1, 7],
      ['other', 2, 42],
    ]);
  });

  it.each<[unknown, string[]]>([
    [5, ['Document 1: “5” is not a map.']],
    [
      [null, 'a: ['],
      ['Document 1: “null” is not a map.', 'Document 2, line 1'],
    ],
    [{ kind: 'SLO' }, ['Document 1, apiVersion: This is missing.']],
  ])('that provisioning gives in a wrong way (%j) are problems', (documents, expected) => {
    const found = readConfigured(documents as string).problems.map(documentProblemWords);
    expect(found).toHaveLength(expected.length);
    expected.forEach((start, index) => expect(found[index]).toContain(start));
  });

  it('with an indicator that is wrong for each of several objectives say so once', () => {
    const text = SLO.replace('sum(http_requests_total)', 'a / b').replace(
      '- target: 0.999',
      '- target: 0.9\n    - target: 0.8'
    );
    expect(words(text)).toHaveLength(1);
  });

  it('with thousands of keys take time in proportion to them', () => {
    const withKeys = (count: number) => {
      const keys = Array.from({ length: count }, (_, index) => `    k${index}: x`).join('\n');
      return SLO.replace('    team: waiters', keys);
    };
    expect(readConfigured(withKeys(12_000)).definitions).toHaveLength(1);
    expect(growth(withKeys(3000), withKeys(12_000))).toBeLessThan(MOST_GROWTH);
  });

  it('of more than 256 kB are refused with the way out', () => {
    const text = `${SLO}# ${'ü'.repeat(130_000)}`;
    expect(readConfigured(text).definitions).toEqual([]);
    expect(words(text)[0]).toMatch(
      /^The documents have 26\d kB and at most 256 kB are read.*Spread them over several data sources, or let your SLO tool record them/
    );
  });

  it('up to that size are read in time in proportion to it', () => {
    const one = SLO.replace('name: availability', 'name: slo-@');
    const textOf = (bytes: number) =>
      Array.from({ length: Math.floor(bytes / (one.length + 8)) }, (_, index) => one.replace('@', String(index))).join(
        '---\n'
      );
    expect(readConfigured(textOf(255_000)).definitions.length).toBeGreaterThan(250);
    expect(growth(textOf(63_750), textOf(255_000))).toBeLessThan(MOST_GROWTH);
  });

  it('are never lost to whatever stands beside them, and nothing throws', () => {
    const junk = fc.string({ unit: fc.constantFrom(...'abc:-[]{}&*!|>\'"%#\n \t,?'.split('')), maxLength: 60 });
    fc.assert(
      fc.property(junk, (text) => {
        for (const documents of [[text, SLO], `${text}\n---\n${SLO}`, `${SLO}---\n${text}`]) {
          expect(readConfigured(documents).definitions.map(({ name }) => name)).toEqual(['availability']);
        }
      }),
      { numRuns: 300 }
    );
  });
});

/** Four times as much may take eight times as long; what grows with the square takes sixteen times. */
const MOST_GROWTH = 8;

/** How much longer the processor works on a text that is four times another; load of the machine changes neither. */
function growth(quarter: string, whole: string): number {
  const work = (text: string) => {
    const before = process.cpuUsage();
    readConfigured(text);
    return process.cpuUsage(before).user;
  };
  const least = (text: string) => Math.min(work(text), work(text), work(text));
  return least(whole) / least(quarter);
}
