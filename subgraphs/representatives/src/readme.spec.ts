import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mermaidDiagram } from '@lianxin/workflow';
import { dutyRecordMachine } from './duty-record/duty-record.machine.js';
import { dutyOfferMachine } from './duty-task/duty-offer.machine.js';
import { findingMachine } from './finding/finding.machine.js';
import { mandateMachine } from './mandate/mandate.machine.js';
import { rectificationMachine } from './rectification/rectification.machine.js';

const file = fileURLToPath(new URL('../README.md', import.meta.url));
const drawings = {
  offer: mermaidDiagram(dutyOfferMachine),
  finding: mermaidDiagram(findingMachine),
  rectification: mermaidDiagram(rectificationMachine),
  mandate: mermaidDiagram(mandateMachine),
  record: mermaidDiagram(dutyRecordMachine),
};

describe('the README', () => {
  it.each(Object.entries(drawings))(
    'draws the machine of a %s as it is; UPDATE_DOCS=1 draws it anew',
    (name, drawing) => {
      const text = readFileSync(file, 'utf8');
      const part = new RegExp(`<!-- ${name}:begin -->[\\s\\S]*<!-- ${name}:end -->`);
      const drawn = `<!-- ${name}:begin -->\n\n\`\`\`mermaid\n${drawing}\n\`\`\`\n\n<!-- ${name}:end -->`;
      if (process.env['UPDATE_DOCS'])
        writeFileSync(
          file,
          text.replace(part, () => drawn),
        );
      else expect(part.exec(text)?.[0]).toBe(drawn);
    },
  );
});
