// Holds pages against Chromium and axe-core: by day and by night, wide and narrow, by keyboard, and
// against what hostile answers would do. Screenshots are left to be looked at.

import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(resolve(process.argv[2], "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [shots, ...files] = process.argv.slice(3);

const faults = [];
const check = (holds, what) => holds || faults.push(what);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let views = 0;
for (const file of files) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1200, 360]) {
      const name = `${basename(file)} ${colorScheme} ${width}`;
      // Without its policy, so that axe-core can be put in; what the policy does is seen below.
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      const page = await context.newPage();
      page.on("console", (message) => faults.push(`${name}: ${message.text()}`));
      page.on("pageerror", (error) => faults.push(`${name}: ${error}`));
      page.on("dialog", (dialog) => faults.push(`${name}: a dialogue ${dialog.message()}`));
      await page.goto(`file://${resolve(file)}`);
      await page.evaluate(axe);
      const { violations, passes } = await page.evaluate(() => axe.run(document));
      for (const { id, help, nodes } of violations) {
        faults.push(`${name}: ${id}: ${help}: ${nodes.map((node) => node.html).slice(0, 3)}`);
      }
      check(passes.length > 10, `${name}: axe-core looked at nothing`);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(beyond <= 0, `${name}: ${beyond} pixels beyond the edge`);
      await page.screenshot({ path: `${shots}/${basename(file)}-${colorScheme}-${width}.png`, fullPage: true });
      await context.close();
      views += 1;
    }
  }
  // With its policy: its own style and script work, and nothing that is put in does.
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`file://${resolve(file)}`);
  check(said.length === 0, `${file}: ${said}`);
  const styled = await page.evaluate(() => getComputedStyle(document.body).maxWidth);
  check(styled !== "none", `${file}: its style is not applied`);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'ran'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.title = 'ran'\">");
    return new Promise((done) => setTimeout(() => done(document.title === "ran"), 100));
  });
  check(!ran, `${file}: a foreign script runs`);
  check(said.length > 0, `${file}: the policy refused nothing`);
  await context.close();
}

// The register is searched by keyboard alone, and whole without scripts.
const register = files.find((file) => file.endsWith("index.html"));
const context = await browser.newContext();
const page = await context.newPage();
await page.goto(`file://${resolve(register)}`);
const rows = () => page.locator("tbody tr:visible").count();
const all = await rows();
await page.keyboard.press("Tab");
check(await page.evaluate(() => document.activeElement.id === "filter"), "the first Tab leads to the search");
await page.keyboard.type("ÖPPETTIDER kontor");
const found = await rows();
check(found > 0 && found < all, `${found} of ${all} rows are found`);
check((await page.locator("#shown").textContent()).startsWith(`${found} `), "the count is told");
await page.keyboard.press("Escape");
check((await rows()) === all, "Escape shows all rows again");
await page.keyboard.type("finns inte alls");
check((await rows()) === 0, "nothing is found");
await context.close();
const still = await browser.newContext({ javaScriptEnabled: false });
const quiet = await still.newPage();
await quiet.goto(`file://${resolve(register)}`);
check((await quiet.locator("tbody tr:visible").count()) === all, "all rows without scripts");
check(!(await quiet.locator("#filter").isVisible()), "no search that would do nothing");
await browser.close();

if (faults.length > 0) {
  console.log(faults.join("\n"));
  process.exit(1);
}
console.log(`${views} views of ${files.length} pages: axe-core finds nothing, nothing foreign runs, the search works by keyboard`);
