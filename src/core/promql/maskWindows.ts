/** What templates and dashboards write for a range: `{{.window}}`, `$__rate_interval`, `${__range_s}s`, `[[window]]`. */
const PLACEHOLDER = /\[\s*(\{\{[^}]*\}\}|\$\w+|\$\{\w+(?::\w+)?\}(?:ms|[smhdwy])?|\[\[\w+\]\])\s*\]/y;

/** The query with every placeholder for a range replaced by a range of the same length, so that offsets stay. */
export function maskWindows(query: string): string {
  let masked = '';
  for (let index = 0; index < query.length;) {
    const end = endOfQuoted(query, index);
    if (end > index) {
      masked += query.slice(index, end);
      index = end;
      continue;
    }
    PLACEHOLDER.lastIndex = index;
    const [placeholder] = PLACEHOLDER.exec(query) ?? [];
    masked += placeholder ? `[1m${' '.repeat(placeholder.length - 4)}]` : (query[index] ?? '');
    index += placeholder?.length ?? 1;
  }
  return masked;
}

/** End of the string literal or comment that starts here; `from` itself where none does. */
function endOfQuoted(query: string, from: number): number {
  const mark = query[from];
  if (mark === '#') {
    const newline = query.indexOf('\n', from);
    return newline < 0 ? query.length : newline;
  }
  if (mark !== '"' && mark !== "'" && mark !== '`') {
    return from;
  }
  for (let index = from + 1; index < query.length; index++) {
    if (query[index] === '\\' && mark !== '`') {
      index += 1;
    } else if (query[index] === mark) {
      return index + 1;
    }
  }
  return query.length;
}
