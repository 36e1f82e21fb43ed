import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import { canonicalJson, type Json } from './canonical';

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = `sha256:${string}`;

/**
 * SHA-256 of a value's canonical JSON, in UTF-8; null where it has none. Not by WebCrypto, which answers later and does not
 * exist where Grafana is reached by plain http.
 */
export function digestOf(value: Json): Digest | null {
  const text = canonicalJson(value);
  return text === null ? null : `sha256:${bytesToHex(sha256(text))}`;
}
