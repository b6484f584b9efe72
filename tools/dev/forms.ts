import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { basicForms } from '../../schema/document/forms/basic-forms.js';
import { writeForm } from '../../schema/document/forms/write-form.js';
import { projectRoot } from '../../server/platform/cluster-template.js';

/** Writes the basic forms as Word files, to be looked at and edited: `node dist/tools/dev/forms.js`. */
const folder = join(projectRoot(), 'docs/forms');
mkdirSync(folder, { recursive: true });
for (const [kind, form] of Object.entries(basicForms))
  writeFileSync(join(folder, `${kind}.docx`), writeForm(form));
process.stderr.write(`docs/forms: ${Object.keys(basicForms).length} forms\n`);
