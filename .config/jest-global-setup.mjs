import './swc-hooks.mjs';

/** Starts what every integration test shares; see packages/testing. */
export default async function setUp(...args) {
  const { default: start } = await import('../packages/testing/src/global-setup.ts');
  await start(...args);
}
