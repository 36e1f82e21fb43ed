/** What the caller must do otherwise; the process ends with 2. */
export class UsageError extends Error {}

export const USAGE = `Usage:
  gate     --policy FILE [--slo FILE]... --prometheus URL --release VERSION [--baseline VERSION] [--start TIME]
           [--attempt N] [--wait 30m] [--certificate FILE] [--artifact sha256:...] [--json]
  plan     --policy FILE [--slo FILE]... --prometheus URL [--share 0.1] [--attempt N] [--json]
  verify   CERTIFICATE [--prometheus URL] [--bundle FILE --key FILE] [--json]
  explain  CERTIFICATE [--json]
  validate FILE... [--json]

gate ends with 0 pass, 1 fail, 3 not decided, 2 usage. verify ends with 0 for a valid pass, 1 otherwise.
The environment may hold PROMETHEUS_BEARER_TOKEN, and PROMETHEUS_HEADERS as "Name: value" lines.`;
