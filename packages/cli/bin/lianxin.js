#!/usr/bin/env node
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `连心需要 Node.js 24 或更新版本(当前 ${process.version})。请用 npx lianxin 或 npm start 运行,它们自带合适的版本。`,
  );
  console.error(
    `Lianxin needs Node.js 24 or newer (this is ${process.version}). Run it by \`npx lianxin\` or \`npm start\`, which bring one along.`,
  );
  process.exitCode = 1;
} else {
  await import('../dist/main.js');
}
