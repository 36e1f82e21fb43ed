import { defaultWindowWords, toolProblemWords } from './toolWords';

describe('words of what is peculiar to a tool', () => {
  it('say how else an objective can be told that stands in rules', () => {
    const words = (['forbidden', 'missing', 'unavailable', 'malformed'] as const).map((cause) =>
      toolProblemWords({ kind: 'rulesUnreadable', cause })
    );
    expect(words[0]).toContain('permit it');
    expect(words[1]).toContain('does not serve');
    expect(words[2]).toContain('could not be read this time');
    expect(words.every((text) => text.includes('give the objective in a document'))).toBe(true);
  });

  it('say what rules would tell of an SLO whose objective is known', () => {
    expect(toolProblemWords({ kind: 'rulesWouldTell', what: 'total' })).toContain('how to count all its events');
    expect(toolProblemWords({ kind: 'rulesWouldTell', what: 'pairs' })).toContain('when its alerts fire');
  });

  it('tell a window that nobody has chosen, as information and not as a problem', () => {
    const slo = { tool: 'sloth', window: { kind: 'rolling', seconds: 30 * 86_400 } } as const;
    expect(defaultWindowWords({ ...slo, windowIsDefault: true })).toBe(
      'The window of 30d is the default of Sloth: no document says another.'
    );
    expect(defaultWindowWords(slo)).toBe('');
  });

  it('tell groups that are counted as one', () => {
    const problem = { kind: 'groupsSummed', by: ['route', 'code'] } as const;
    expect(toolProblemWords({ ...problem, groups: 51 })).toContain('for every route, code, but there are 51');
    expect(toolProblemWords({ ...problem, groups: null })).toContain('could not be found out');
  });

  it('name what a step or a label is called', () => {
    expect(toolProblemWords({ kind: 'stepUnreadable', step: 'whole <quarter>' })).toContain('“whole <quarter>”');
    expect(toolProblemWords({ kind: 'ratiosSummed', label: 'verb' })).toContain('of every verb');
  });
});
