import fc from 'fast-check';
import { formatLabels, formatLabelValues, parseLabels, parseLabelValues } from './labelText';

describe('labels as text', () => {
  it.each([
    ['', {}],
    ['  ', {}],
    ['region=eu', { region: 'eu' }],
    ['region=eu, cluster=a', { region: 'eu', cluster: 'a' }],
    [' region = eu west ,cluster=a, ', { region: 'eu west', cluster: 'a' }],
    ['query=a=b', { query: 'a=b' }],
    ['place="eu, west", quoted="say \\"hi\\""', { place: 'eu, west', quoted: 'say "hi"' }],
    ['_x9="日本"', { _x9: '日本' }],
  ])('%j', (text, labels) => {
    expect(parseLabels(text)).toEqual({ ok: true, labels });
  });

  it.each([
    ['region', 'noPair', 'region'],
    ['region=eu, cluster', 'noPair', 'cluster'],
    [',region=eu', 'noPair', ',region=eu'],
    ['9region=eu', 'badName', '9region'],
    ['the region=eu', 'badName', 'the region'],
    ['région=eu', 'badName', 'région'],
    ['=eu', 'badName', ''],
    ['__name__=eu', 'reservedName', '__name__'],
    ['region=', 'noValue', 'region'],
    ['region=""', 'noValue', 'region'],
    ['region=eu, region=us', 'twice', 'region'],
    ['region="eu', 'openQuote', 'region="eu'],
    ['region="e"u', 'openQuote', 'region="e"u'],
    ['region="\\x"', 'openQuote', 'region'],
  ])('%j is refused: %s', (text, kind, part) => {
    expect(parseLabels(text)).toEqual({ ok: false, problem: { kind, text: part } });
  });

  it('come back as they were', () => {
    const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,8}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ minLength: 1, unit: 'binary' })), (labels) => {
        expect(parseLabels(formatLabels(labels))).toEqual({ ok: true, labels: { ...labels } });
      })
    );
  });

  it('are written without quotes where none are needed', () => {
    expect(formatLabels({ region: 'eu west', place: 'a,b' })).toBe('region=eu west, place="a,b"');
  });
});

describe('labels with several values as text', () => {
  it.each([
    ['', {}],
    ['region=eu', { region: 'eu' }],
    ['tier=1, region=eu, tier=2, tier="a, b"', { tier: ['1', '2', 'a, b'], region: 'eu' }],
  ])('%j', (text, labels) => {
    expect(parseLabelValues(text)).toEqual({ ok: true, labels });
  });

  it.each([
    ['tier=1, tier=2, tier=1', 'twice', 'tier'],
    ['tier=1, tier', 'noPair', 'tier'],
    ['tier=', 'noValue', 'tier'],
  ])('%j is refused: %s', (text, kind, part) => {
    expect(parseLabelValues(text)).toEqual({ ok: false, problem: { kind, text: part } });
  });

  it('are written one after another', () => {
    expect(formatLabelValues({ tier: ['1', '2'], place: 'a,b' })).toBe('tier=1, tier=2, place="a,b"');
  });

  it.each([undefined, null, 7, 'text', {}])('that are %j are written as none', (structure) => {
    expect(formatLabelValues(structure)).toBe('');
  });

  it('that are no texts are written all the same, to be mended', () => {
    expect(formatLabelValues({ tier: 1, region: [] })).toBe('tier=1');
  });
});
