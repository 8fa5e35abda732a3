import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mermaidDiagram } from '@lianxin/workflow';
import { suggestionMachine } from './suggestion/suggestion.machine.js';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const part = /<!-- machine:begin -->[\s\S]*<!-- machine:end -->/;

describe('the README', () => {
  it('draws the machine as it is; UPDATE_DOCS=1 draws it anew', () => {
    const text = readFileSync(file, 'utf8');
    const drawn = `<!-- machine:begin -->\n\n\`\`\`mermaid\n${mermaidDiagram(suggestionMachine)}\n\`\`\`\n\n<!-- machine:end -->`;
    if (process.env['UPDATE_DOCS'])
      writeFileSync(
        file,
        text.replace(part, () => drawn),
      );
    else expect(part.exec(text)?.[0]).toBe(drawn);
  });
});
