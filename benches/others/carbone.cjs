// Fills the template for each case with carbone: node carbone.cjs TEMPLATE CASES OUT
const fs = require("node:fs");
const { promisify } = require("node:util");
const render = promisify(require("carbone").render);

(async () => {
    const [template, cases, out] = process.argv.slice(2);
    for (const [name, answers] of Object.entries(JSON.parse(fs.readFileSync(cases)))) {
        fs.writeFileSync(`${out}/${name}.docx`, await render(template, answers, {}));
    }
    process.exit(0);
})();
