const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|([0-3][0-7]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([abfnrtv\\'"]))/y;

/** The text that a PromQL string literal stands for, as Prometheus (and Go) reads it; null when it is none. */
export function unquote(literal: string): string | null {
  const mark = literal[0];
  if (literal.length < 2 || mark !== literal.at(-1) || (mark !== '"' && mark !== "'" && mark !== '`')) {
    return null;
  }
  const inner = literal.slice(1, -1);
  return mark === '`' ? inner : readEscapes(inner, mark);
}

function readEscapes(text: string, mark: string): string | null {
  let result = '';
  // Bytes that escapes name one by one make up characters together.
  let bytes = '';
  const flush = () => {
    const characters = decode(bytes);
    bytes = '';
    result += characters ?? '';
    return characters !== null;
  };
  for (let index = 0; index < text.length;) {
    if (text[index] !== '\\') {
      if (!flush()) {
        return null;
      }
      result += text[index];
      index += 1;
      continue;
    }
    ESCAPE.lastIndex = index;
    const match = ESCAPE.exec(text);
    if (!match) {
      return null;
    }
    const [whole, hexByte, octalByte, short, long, simple] = match;
    if ((simple === '"' || simple === "'") && simple !== mark) {
      return null;
    }
    const byte = hexByte === undefined ? octalByte && parseInt(octalByte, 8) : parseInt(hexByte, 16);
    if (typeof byte === 'number') {
      bytes += `%${byte.toString(16).padStart(2, '0')}`;
    } else {
      const code = short ?? long;
      if (!flush() || (code !== undefined && parseInt(code, 16) > 0x10ffff)) {
        return null;
      }
      result += code === undefined ? SIMPLE[simple ?? ''] : String.fromCodePoint(parseInt(code, 16));
    }
    index += whole.length;
  }
  return flush() ? result : null;
}

/** UTF-8 bytes, percent-encoded; null when they are none. */
function decode(bytes: string): string | null {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return null;
  }
}
