/** Announces a step and returns a function that says how long it took. */
export function step(title) {
  const started = Date.now();
  console.log(`» ${title} …`);
  return (result = 'done') => console.log(`  ${result} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
