// Fills the template for each case with docxtemplater: node docxtemplater.mjs TEMPLATE CASES OUT
import fs from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";

const [template, cases, out] = process.argv.slice(2);
const bytes = fs.readFileSync(template);
for (const [name, answers] of Object.entries(JSON.parse(fs.readFileSync(cases)))) {
    const document = new Docxtemplater(new PizZip(bytes), { linebreaks: true });
    document.render(answers);
    fs.writeFileSync(`${out}/${name}.docx`, document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
}
