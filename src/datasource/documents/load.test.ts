import { loadDefinitions } from './load';

describe('definitions', () => {
  it.each([undefined, null, '', []])('of %j are none', async (documents) => {
    expect(await loadDefinitions(documents as undefined)).toEqual({ definitions: [], policies: [], problems: [] });
  });

  it.each([[5], [true], ['{'], [[null]], [{ a: 1 }]])('of %j are none and a problem', async (documents) => {
    const { definitions, problems } = await loadDefinitions(documents as string);
    expect(definitions).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });
});
