const dom = require('../node_modules/@floating-ui/dom/dist/floating-ui.dom.umd.js');

/**
 * Lists and tooltips stand at the origin: jsdom lays nothing out, and asking it for the styles by which they would be
 * placed took most of the time of a test that opens one.
 */
module.exports = {
  ...dom,
  autoUpdate: (reference, floating, update) => {
    update();
    return () => undefined;
  },
  computePosition: (reference, floating, { placement = 'bottom', strategy = 'absolute' } = {}) =>
    Promise.resolve({ x: 0, y: 0, placement, strategy, middlewareData: {} }),
};
