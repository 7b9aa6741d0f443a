// Opens pages in Chromium as people do: phone and desktop, light and dark, with and without scripts, and on paper. Reads
// {browser, pages: [{file, kind}]} from standard input; writes what is wrong, a list of lines. Run where puppeteer-core and
// axe-core are installed.
const { createRequire } = require('module');
const load = createRequire(process.cwd() + '/');
const puppeteer = load('puppeteer-core');
const axe = require('fs').readFileSync(load.resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [390, 1280];
const SCHEMES = ['light', 'dark'];
const LANGUAGES = { 'zh-CN': 'show-zh', en: 'show-en' };

const visible = (page, selector) =>
  page.$$eval(selector, (all) => all.filter((each) => each.checkVisibility()).length);

async function open(browser, file, scripts, width, scheme) {
  const page = await browser.newPage();
  const said = [];
  page.on('console', (message) => said.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('request', (request) => { if (request.url() !== file) said.push(`fetches ${request.url()}`); });
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: 900, isMobile: width < 500, hasTouch: width < 500 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(file);
  return { page, said };
}

// One language is shown at a time, by the keyboard too, and nothing is wider than the window.
async function look(page, width) {
  const wrong = [];
  for (const [language, id] of Object.entries(LANGUAGES)) {
    await page.focus('#' + id);
    await page.keyboard.press('Space');
    const shown = await page.$$eval('.side', (sides) => sides.filter((side) => side.checkVisibility()).map((side) => side.lang));
    if (shown.join() !== language) wrong.push(`${id} shows ${shown}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) wrong.push(`${language} is ${wide} wide in ${width}`);
  }
  return wrong;
}

async function audit(page, language) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } }));
  return found.violations.map((each) => `${language} ${each.id}: ${each.nodes.length}, ${each.nodes[0].html.slice(0, 120)} ${each.nodes[0].failureSummary.slice(0, 200)}`);
}

async function filter(page) {
  const wrong = [];
  const before = await visible(page, 'article');
  if (before === 0) return ['there are no findings to filter'];
  for (const box of await page.$$('.filters input[type=checkbox]'))
    if (await box.evaluate((each) => each.checkVisibility() && /critical|high|medium|low|notice/.test(each.name))) await box.click();
  if ((await visible(page, 'article')) !== 0) wrong.push('findings stay although every severity is unchecked');
  return wrong;
}

async function search(page) {
  const wrong = [];
  const total = await visible(page, '.rule');
  const box = await page.evaluateHandle(() => [...document.querySelectorAll('.search input')].find((each) => each.checkVisibility()));
  if (!box.asElement()) return ['there is no search'];
  await page.keyboard.press('/');
  if (!(await box.evaluate((each) => each === document.activeElement))) wrong.push('/ does not lead to the search');
  await box.asElement().type('no such thing anywhere');
  if ((await visible(page, '.rule')) !== 0) wrong.push('a search for nothing finds something');
  await box.evaluate((each) => { each.value = ''; each.dispatchEvent(new Event('input')); });
  if ((await visible(page, '.rule')) !== total) wrong.push('an empty search does not show everything again');
  return wrong;
}

async function main({ browser: path, pages }) {
  const browser = await puppeteer.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
  const wrong = [];
  for (const { file, findings } of pages) {
    const note = (where, lines) => wrong.push(...lines.map((line) => `${file.split('/').pop()} ${where}: ${line}`));
    for (const width of WIDTHS)
      for (const scheme of SCHEMES) {
        const { page, said } = await open(browser, file, true, width, scheme);
        note(`${width} ${scheme}`, await look(page, width));
        for (const [language, id] of Object.entries(LANGUAGES)) {
          if (width < 500 && scheme === 'dark') continue; // the colours of the one, the layout of the other: seen both
          await page.click('#' + id);
          note(`${width} ${scheme}`, await audit(page, language));
        }
        if (findings) note(`${width} ${scheme}`, await search(page));
        note(`${width} ${scheme}`, said);
        await page.close();
      }
    const { page } = await open(browser, file, false, 1280, 'light');
    note('without scripts', await look(page, 1280));
    if (findings) note('without scripts', await filter(page));
    await page.emulateMediaType('print');
    const paper = await page.pdf({ format: 'A4' });
    if (paper.length < 10000) note('paper', ['the document is empty']);
    await page.close();
  }
  await browser.close();
  return wrong;
}

main(JSON.parse(require('fs').readFileSync(0, 'utf8'))).then((wrong) => process.stdout.write(JSON.stringify(wrong)), (error) => {
  process.stderr.write(String(error.stack));
  process.exit(1);
});
