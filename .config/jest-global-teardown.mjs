import './swc-hooks.mjs';

/** Stops what the set-up started; see packages/testing. */
export default async function tearDown(...args) {
  const { default: stop } = await import('../packages/testing/src/global-teardown.ts');
  await stop(...args);
}
