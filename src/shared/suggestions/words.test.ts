import { percentText } from './words';

describe('percentText', () => {
  it.each([
    [1, '100%'],
    [0.99, '99%'],
    [0.999, '99.9%'],
    [0.9999, '99.99%'],
    [0.99956, '99.956%'],
    [0.999_996, '99.9996%'],
    [0.999_999_999, '99.999999%'],
    [0.98765, '98.7%'],
    [0.5, '50%'],
  ])('%d is %s', (ratio, text) => {
    expect(percentText(ratio)).toBe(text);
  });
});
