// Fills the template for each case with easy-template-x: node easy-template-x.mjs TEMPLATE CASES OUT
import fs from "node:fs";
import { TemplateHandler } from "easy-template-x";

const [template, cases, out] = process.argv.slice(2);
const bytes = fs.readFileSync(template);
const handler = new TemplateHandler();
for (const [name, answers] of Object.entries(JSON.parse(fs.readFileSync(cases)))) {
    fs.writeFileSync(`${out}/${name}.docx`, await handler.process(bytes, answers));
}
