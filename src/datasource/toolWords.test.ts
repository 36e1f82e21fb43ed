import { toolProblemWords } from './toolWords';

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

  it('name what a step or a label is called', () => {
    expect(toolProblemWords({ kind: 'stepUnreadable', step: 'whole <quarter>' })).toContain('“whole <quarter>”');
    expect(toolProblemWords({ kind: 'ratiosSummed', label: 'verb' })).toContain('of every verb');
  });
});
