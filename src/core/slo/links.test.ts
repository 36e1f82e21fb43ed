import fc from 'fast-check';
import { fillUrl, safeUrl } from './links';

const GRAFANA = 'https://grafana.example';

/** As a browser reads it; null when it cannot. */
function parsed(url: string | null): URL | null {
  try {
    return url === null ? null : new URL(url, GRAFANA);
  } catch {
    return null;
  }
}

describe('safeUrl', () => {
  it.each([
    'https://runbooks.example/cart?step=1#top',
    'HTTPS://runbooks.example',
    'http://localhost:3000/d/abc',
    'http://[::1]:3000/',
    'https://wiki.example/Störung',
    'https://runbooks.example/a//b?next=//x&mail=a@b',
    '/d/abc/slo?var-service=cart&from=now-1h',
    '/explore?left={"queries":[]}',
    '/login?redirect=//x',
    '/d/.hidden/..x',
    '/',
  ])('keeps %s', (url) => {
    expect(safeUrl(url)).toBe(url);
  });

  it.each([
    ['no text', ''],
    ['script', 'javascript:alert(1)'],
    ['script in disguise', 'JaVaScRiPt:alert(1)'],
    ['script behind a space', ' javascript:alert(1)'],
    ['script behind a control character', '\u0001javascript:alert(1)'],
    ['script torn by a line break', 'java\nscript:alert(1)'],
    ['script that looks like an address', 'javascript://runbooks.example/%0aalert(1)'],
    ['encoded script', 'javascript%3Aalert(1)'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['VBScript', 'vbscript:msgbox(1)'],
    ['a file', 'file:///etc/passwd'],
    ['a blob', 'blob:https://runbooks.example/1'],
    ['an address inside another scheme', 'view-source:https://runbooks.example'],
    ['a host without a scheme', '//evil.example'],
    ['a host behind a backslash', '/\\evil.example'],
    ['two backslashes', '\\\\evil.example'],
    ['a backslash in the path', 'https://runbooks.example\\@evil.example'],
    ['a host behind a tab', '/\t/evil.example'],
    ['a host behind dots', '/.//evil.example'],
    ['a host behind encoded dots', '/%2e%2E//evil.example'],
    ['a host behind a folder', '/d//evil.example'],
    ['dots at the end', '/d/..'],
    ['a scheme without slashes', 'https:evil.example'],
    ['a scheme with one slash', 'https:/evil.example'],
    ['a scheme with three slashes', 'https:///evil.example'],
    ['a scheme without a host', 'https://?x'],
    ['a user name', 'https://grafana.example@evil.example'],
    ['a user name and a password', 'https://a:b@evil.example/'],
    ['a space at the start', ' https://runbooks.example'],
    ['a space at the end', 'https://runbooks.example '],
    ['a line break at the end', '/d/abc\n'],
    ['an ideographic space', 'https://runbooks.example/a\u3000b'],
    ['text that runs from right to left', 'https://runbooks.example/\u202Egpj'],
    ['a byte order mark', '\uFEFFhttps://runbooks.example'],
    ['a character of no width', 'https://runbooks\u200B.example'],
    ['half a character', 'https://runbooks.example/\uD800'],
    ['a relative path', 'd/abc'],
    ['a query alone', '?orgId=2'],
    ['a fragment alone', '#top'],
  ])('refuses %s', (_, url) => {
    expect(safeUrl(url)).toBeNull();
  });

  it('lets nothing through that a browser takes for another scheme or, from a path, for another host', () => {
    const pieces = fc.constantFrom(
      ...['http', 'https', 'javascript', 'data', ':', '/', '//', '\\', '.', '..', '%2e', '@', '?', '#'],
      ...['\t', '\n', ' ', '\u0000', '\u00A0', '\u200B', 'evil.example', 'a', '[', ']', '%', '0x7f.1']
    );
    const texts = fc.oneof(
      fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.string()
    );
    let followed = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const url = parsed(safeUrl(text));
        // Nearly all of these texts are refused, as they should be.
        if (url === null) {
          return;
        }
        followed += 1;
        expect(['http:', 'https:']).toContain(url.protocol);
        expect(url.username).toBe('');
        if (text.startsWith('/')) {
          expect(url.origin).toBe(GRAFANA);
          expect(url.pathname.startsWith('//')).toBe(false);
        }
      }),
      { numRuns: 50_000 }
    );
    expect(followed).toBeGreaterThan(100);
  });
});

describe('fillUrl', () => {
  const labels = { service: 'cart & co', region: 'eu-1', id: '../x', dots: '..', empty: '', host: 'evil.example' };

  it.each([
    ['/d/abc?var-service=${service}', '/d/abc?var-service=cart%20%26%20co'],
    ['https://${region}.example/${service}/${id}', 'https://eu-1.example/cart%20%26%20co/..%2Fx'],
    ['https://runbooks.example/', 'https://runbooks.example/'],
    ['https://runbooks.example/${host}', 'https://runbooks.example/evil.example'],
  ])('fills %s', (template, url) => {
    expect(fillUrl(template, labels)).toBe(url);
  });

  it.each([
    ['a label that is not there', '/d/${nothing}'],
    ['a label that every object has', '/d/${constructor}'],
    ['an empty value', '/d/${empty}'],
    ['a value that leaves the folder', 'https://runbooks.example/d/${dots}'],
    ['a value that chooses the host', 'https://${host}/d/abc'],
    ['a value that continues the host', 'https://runbooks${host}'],
    ['a value that would be the whole address', '${host}'],
    ['a template that is not safe', 'javascript:alert("${region}")'],
  ])('refuses %s', (_, template) => {
    expect(fillUrl(template, labels)).toBeNull();
  });

  it('keeps any value in its place', () => {
    const values = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('//evil.example', '\\', '..', '%2e%2e', '\uD800', 'a&b=c#d', 'javascript:x', '${value}')
    );
    fc.assert(
      fc.property(values, (value) => {
        const url = parsed(fillUrl('/d/${value}/slo?var-a=${value}&b=1#${value}', { value }));
        fc.pre(url !== null);
        expect(url?.origin).toBe(GRAFANA);
        expect(url?.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'd', value, 'slo']);
        expect([...(url?.searchParams ?? [])]).toEqual([
          ['var-a', value],
          ['b', '1'],
        ]);
        expect(decodeURIComponent(url?.hash ?? '')).toBe(`#${value}`);
      })
    );
  });

  it('lets a value be one part of the host at most', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('a.b', 'a/', 'a:1', 'a@b', '%2e', 'xn--a')), (value) => {
        const url = parsed(fillUrl('https://${value}.runbooks.example/', { value }));
        fc.pre(url !== null);
        expect(url?.hostname.split('.').slice(1)).toEqual(['runbooks', 'example']);
      })
    );
  });
});
