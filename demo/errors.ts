/** A failure the person who started the demo can do something about; its message says what. */
export class DemoError extends Error {
  override readonly name: string = 'DemoError';
}

/** There is no Prometheus binary; nothing is wrong with the data. */
export class PrometheusMissingError extends DemoError {
  override readonly name = 'PrometheusMissingError';
}
