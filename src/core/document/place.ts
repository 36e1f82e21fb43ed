import type { DocumentIssue, DocumentProblem } from './problem';
import type { DocumentTree, MapEntry, Position, TreeNode } from './tree';

const LONGEST_SHOWN = 60;

/**
 * A place in a document that may or may not hold something. Reading what is missing or of the wrong type reports it and
 * gives null, so that a reader can go on and report everything that is wrong at once.
 */
export class Place {
  private constructor(
    private readonly document: number,
    readonly node: TreeNode | null,
    private readonly nearest: Position,
    readonly path: string,
    private readonly problems: DocumentProblem[]
  ) {}

  static root({ document, root }: DocumentTree, problems: DocumentProblem[]): Place {
    return new Place(document, root, root, '', problems);
  }

  get line(): number {
    return (this.node ?? this.nearest).line;
  }

  get exists(): boolean {
    return this.node !== null;
  }

  report(issue: DocumentIssue, severity: DocumentProblem['severity'] = 'error'): null {
    const { line, column } = this.node ?? this.nearest;
    this.problems.push({ severity, document: this.document, line, column, path: this.path, issue });
    return null;
  }

  get(key: string): Place {
    return this.below(key, this.node?.kind === 'map' ? this.node.entries.find((one) => one.key === key) : undefined);
  }

  /** The items of a list; reports what is there and is no list. */
  items(): Place[] {
    if (this.node !== null && this.node.kind !== 'list') {
      this.wrongType('list');
    }
    return this.node?.kind === 'list'
      ? this.node.items.map(
          (item, index) => new Place(this.document, item, item, `${this.path}[${index}]`, this.problems)
        )
      : [];
  }

  entries(): Array<{ key: string; place: Place }> {
    return this.node?.kind === 'map'
      ? this.node.entries.map((entry) => ({ key: entry.key, place: this.below(entry.key, entry) }))
      : [];
  }

  /** Whether there is a map; reports what is missing or is none. */
  isMap(): boolean {
    if (this.node === null) {
      this.report({ kind: 'missing' });
    } else if (this.node.kind !== 'map') {
      this.wrongType('map');
    }
    return this.node?.kind === 'map';
  }

  /** Text, or null where there is none. */
  optionalText(): string | null {
    return this.scalar('text', (value) => (typeof value === 'string' ? value : null));
  }

  text(): string | null {
    return this.required(this.optionalText());
  }

  optionalNumber(): number | null {
    return this.scalar('number', (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null));
  }

  optionalBoolean(): boolean | null {
    return this.scalar('true or false', (value) => (typeof value === 'boolean' ? value : null));
  }

  /** One of a few texts; reports any other. */
  oneOf<T extends string>(allowed: readonly T[]): T | null {
    const value = this.text();
    const found = allowed.find((one) => one === value);
    return found ?? (value === null ? null : this.report({ kind: 'notOneOf', value: shown(value), allowed }));
  }

  /** Warns of keys that no reader knows, since a misspelt key is a setting that does not count. */
  allowKeys(known: readonly string[]): void {
    for (const { key, place } of this.entries()) {
      if (!known.includes(key)) {
        place.report({ kind: 'unknownKey', value: shown(key), nearest: nearestOf(key, known) }, 'warning');
      }
    }
  }

  private below(key: string, entry: MapEntry | undefined): Place {
    const path = this.path === '' ? key : `${this.path}.${key}`;
    const isNull = entry?.value.kind === 'scalar' && entry.value.value === null;
    return new Place(
      this.document,
      entry && !isNull ? entry.value : null,
      entry?.keyPosition ?? this.node ?? this.nearest,
      path,
      this.problems
    );
  }

  private required<T>(value: T | null): T | null {
    return value === null && this.node === null ? this.report({ kind: 'missing' }) : value;
  }

  private scalar<T>(
    expected: Extract<DocumentIssue, { kind: 'wrongType' }>['expected'],
    read: (value: string | number | boolean | null) => T | null
  ): T | null {
    if (this.node === null) {
      return null;
    }
    const value = this.node.kind === 'scalar' ? read(this.node.value) : null;
    return value ?? this.wrongType(expected);
  }

  private wrongType(expected: Extract<DocumentIssue, { kind: 'wrongType' }>['expected']): null {
    const { node } = this;
    const value = node?.kind === 'scalar' ? shown(String(node.value)) : (node?.kind ?? '');
    return this.report({ kind: 'wrongType', expected, value });
  }
}

/** Short enough to be told. */
export function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** The known key that differs in at most two letters, or a quarter of them, or only in case. */
function nearestOf(key: string, known: readonly string[]): string | null {
  const ranked = known
    .map((one) => ({ one, distance: distance(key.toLowerCase(), one.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= mostLetters(best.one) ? best.one : null;
}

/** How many letters may be wrong. */
function mostLetters(key: string): number {
  return Math.max(2, Math.floor(key.length / 4));
}

/** Levenshtein's distance, given up where the lengths differ too much for it to matter. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > mostLetters(b)) {
    return Infinity;
  }
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
