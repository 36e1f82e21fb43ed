const { TestEnvironment } = require('jest-environment-jsdom');

module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    // Those of jsdom are none to Node's fetch.
    Object.assign(this.global, { fetch, AbortSignal, URLSearchParams, gc: globalThis.gc });
  }
};
