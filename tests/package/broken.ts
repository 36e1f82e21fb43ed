import type { Entry, Origin } from '../../.config/package/bundle';

/** An archive to be broken in one place. */
export interface Subject {
  entries: Entry[];
  origin: Origin;
}

export type Break = (subject: Subject) => Subject;

const TOP = 'reliability-scorecard-app';
const at = (file: string) => `${TOP}/${file}`;

export const replaceEntries =
  (change: (entries: Entry[]) => Entry[]): Break =>
  ({ entries, origin }) => ({ entries: change(entries), origin });

export const add = (path: string, content = 'x', mode = 0o100644): Break =>
  replaceEntries((entries) => [...entries, { path, mode, content: Buffer.from(content) }]);

export const addInside = (file: string, content?: string, mode?: number): Break => add(at(file), content, mode);

export const remove = (file: string): Break =>
  replaceEntries((entries) => entries.filter(({ path }) => path !== at(file)));

export function edit(file: string, change: (text: string) => string): Break {
  return replaceEntries((entries) =>
    entries.map((entry) => {
      if (entry.path !== at(file)) {
        return entry;
      }
      const before = entry.content.toString('utf8');
      const after = change(before);
      if (after === before) {
        throw new Error(`Nothing was changed in ${file}.`);
      }
      return { ...entry, content: Buffer.from(after) };
    })
  );
}

export const append = (file: string, text: string): Break => edit(file, (before) => before + text);

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests write what no type allows
export const editJson = (file: string, change: (json: any) => void): Break =>
  edit(file, (text) => {
    const json = JSON.parse(text) as unknown;
    change(json);
    return JSON.stringify(json);
  });

export const editSource =
  (file: string, text: string): Break =>
  ({ entries, origin }) => ({ entries, origin: { ...origin, sources: new Map([...origin.sources, [file, text]]) } });
