// Holds the editor against Chromium and axe-core: in each state of its pages, by day and by night, wide and narrow, in
// both languages, and by keyboard alone. Screenshots are left to be looked at.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { resolve } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(resolve(process.argv[2], "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [program, project, shots] = process.argv.slice(3);

const faults = [];
const check = (holds, what) => holds || faults.push(what);
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let views = 0;

async function look(page, name) {
  for (const colorScheme of ["light", "dark"]) {
    // 320 is what is left of 1,280 at 400 % (WCAG 2.2, 1.4.10).
    for (const width of [1400, 320]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(axe);
      const found = await page.evaluate(
        (values) => axe.run(document, { runOnly: values, iframes: false }),
        TAGS,
      );
      for (const { id, help, nodes } of found.violations) {
        faults.push(`${name} ${colorScheme} ${width}: ${id}: ${help}: ${nodes.map((node) => node.html).slice(0, 3)}`);
      }
      check(found.passes.length > 10, `${name}: axe-core looked at nothing`);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      check(beyond <= 0, `${name} ${width}: ${beyond} pixels beyond the edge`);
      await page.screenshot({ path: `${shots}/edit-${name}-${colorScheme}-${width}.png` });
      views += 1;
    }
  }
  await page.setViewportSize({ width: 1400, height: 900 });
}

const file = `${project}/cases/mote.toml`;
for (const language of ["sv", "en"]) {
  writeFileSync(file, 'form = "teknik"\nversion = "2017"\n\n[case]\n# vid mötet\nstatus = "utkast"\n\n[answers]\n');
  const child = spawn(program, ["-C", project, "edit", "--no-open", "--lang", language], { stdio: ["ignore", "pipe", "ignore"] });
  const [address] = await new Promise((done) => createInterface(child.stdout).once("line", (line) => done([line])));
  // Without its policy, so that axe-core can be put in; the pages themselves have no script.
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  // What was changed on both sides is a conflict for HTTP too.
  page.on("console", (message) => message.text().includes("409") || faults.push(`${language}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${language}: ${error}`));
  await page.goto(address);
  await look(page, `list-${language}`);
  await page.getByRole("link", { name: "cases/mote.toml" }).click();
  await look(page, `case-${language}`);

  // By keyboard alone: to the first question of the form, an answer that is none, and Enter, which saves.
  const focus = async (label) => {
    for (let step = 0; step < 200; step += 1) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => document.activeElement?.labels?.[0]?.textContent ?? "");
      if (at.startsWith(label)) return;
    }
    faults.push(`${language}: no way to ${label} by keyboard`);
  };
  await focus("Datum");
  await page.keyboard.type("igår");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  check((await page.title()).startsWith(language === "sv" ? "Fel: " : "Error: "), `${language}: ${await page.title()}`);
  await look(page, `faulty-${language}`);
  await focus("Datum");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("2026-03-03");
  await focus("Informationsmängden som");
  await page.keyboard.type("Badplatser");
  await focus("Namn");
  await page.keyboard.type("Testa Exempelsson");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await look(page, `saved-${language}`);
  const text = readFileSync(file, "utf8");
  for (const line of ["# vid mötet", "datum = 2026-03-03", 'informationsmangd = "Badplatser"', 'namn = "Testa Exempelsson"']) {
    check(text.includes(line), `${language}: ${line} is not in\n${text}`);
  }

  // Changed on both sides: both are shown, and the file stays.
  await page.getByLabel("Informationsmängden som").fill("Badplatser 2026");
  writeFileSync(file, text.replace("Badplatser", "Stränder"));
  await Promise.all([page.waitForNavigation(), page.locator("p.save button").click()]);
  check((await page.locator(".summary").first().textContent()).includes("Stränder"), `${language}: no conflict is shown`);
  await look(page, `conflict-${language}`);
  check(readFileSync(file, "utf8").includes("Stränder"), `${language}: the file lost an answer`);
  const kept = await page.getByLabel("Informationsmängden som").inputValue();
  check(kept === "Badplatser 2026", `${language}: what was typed is lost: ${kept}`);

  // The first address is good once.
  const stranger = await (await browser.newContext()).newPage();
  check((await stranger.goto(address)).status() === 403, `${language}: the address is good twice`);
  await context.close();
  child.kill("SIGINT");
}
await browser.close();
for (const fault of faults) console.log(fault);
console.log(`the editor: ${views} views, in Swedish and English`);
process.exit(faults.length > 0 ? 1 : 0);
