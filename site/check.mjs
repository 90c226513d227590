// Visits every page of the built site at two widths, light and dark, in a headless Chromium, and fails on what a reader would see:
// errors on the console, pages wider than the screen, pictures that are missing, pages that no sidebar leads to; then looks for words.
//   node check.mjs CHROMIUM [FOLDER]     with FOLDER, pictures of all pages are written there
import { createServer } from 'node:http'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { contents } from './.vitepress/contents.mjs'

const site = join(dirname(fileURLToPath(import.meta.url)), 'target/site')
const [executablePath, shots] = process.argv.slice(2)
const widths = [400, 1280]
const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json',
  '.woff2': 'font/woff2',
}

const files = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)])
// The Javadoc is no page of ours.
const pages = files(site).filter((file) => file.endsWith('.html')).map((file) => relative(site, file))
  .filter((file) => file !== '404.html' && !file.startsWith('api/')).sort()
const problems = []

const listed = contents.flatMap((part) => part.items).map((item) => item.link.slice(1))
  .map((link) => (link === '' || link.endsWith('/') ? `${link}index.html` : `${link}.html`))
// Each of the examples has a page of its own, to which theirs leads.
for (const page of pages.filter((one) => !listed.includes(one) && !one.startsWith('examples/'))) {
  problems.push(`${page}: in no sidebar (contents.mjs)`)
}
for (const page of listed.filter((one) => !pages.includes(one))) {
  problems.push(`${page}: in the sidebar, but not built`)
}
for (const page of listed.filter((one, i) => listed.indexOf(one) !== i)) {
  problems.push(`${page}: in the sidebar twice`)
}

const server = createServer((request, response) => {
  const path = resolve(site, `.${decodeURIComponent(new URL(request.url, 'http://localhost').pathname)}`)
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path
  if (!file.startsWith(site) || !existsSync(file)) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
})
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const base = `http://127.0.0.1:${server.address().port}/`

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
})

async function visit(tab, page, width, scheme) {
  const place = `${page} at ${width}, ${scheme}`
  const heard = (text) => problems.push(`${place}: ${text}`)
  const onConsole = (message) => message.type() === 'error' && heard(message.text())
  // The next pages are fetched ahead, and given up when the tab goes on.
  const onFailure = (request) => request.failure()?.errorText !== 'net::ERR_ABORTED' && heard(`${request.url()} ${request.failure()?.errorText}`)
  const onError = (error) => heard(error.message)
  tab.on('console', onConsole)
  tab.on('pageerror', onError)
  tab.on('requestfailed', onFailure)
  await tab.goto(base + page, { waitUntil: 'load' })
  await tab.evaluate(() => document.fonts.ready)
  const seen = await tab.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    wide: [...document.querySelectorAll('.vp-doc *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1
      && !one.closest('table, pre, div[class*="language-"]')).slice(0, 3).map((one) => one.outerHTML.slice(0, 120)),
    missing: [...document.images].filter((image) => image.complete && image.naturalWidth === 0).map((image) => image.src),
  }))
  if (seen.width > width || seen.wide.length > 0) {
    heard(`${seen.width} pixels wide: ${seen.wide.join(' ')}`)
  }
  seen.missing.forEach((image) => heard(`no picture ${image}`))
  if (shots) {
    mkdirSync(shots, { recursive: true })
    await tab.screenshot({ path: join(shots, `${page.replaceAll('/', '_')}-${width}-${scheme}.png`), fullPage: true })
  }
  tab.off('console', onConsole)
  tab.off('pageerror', onError)
  tab.off('requestfailed', onFailure)
}

/** What a reader types, and the page that has to be among the first three that are found. */
const words = [
  ['BindingsException', 'docs/reference/errors'],
  ['withMaxRecursionDepth', 'docs/reference/configuration'],
  ['Chicory', 'docs/coming-from/chicory'],
  ['host functions', 'docs/guides/host-functions'],
  ['vespula.world', 'docs/plugins'],
]

/** Types a word into the search, and opens what is found first. */
async function look(tab, word, page, width) {
  const heard = (text) => problems.push(`search for '${word}' at ${width}: ${text}`)
  await tab.goto(base, { waitUntil: 'networkidle' })
  await tab.click('#local-search button')
  const input = tab.locator('.VPLocalSearchBox input')
  await input.fill(word)
  const results = tab.locator('.VPLocalSearchBox a.result')
  try {
    await results.first().waitFor({ timeout: 10_000 })
  } catch {
    heard('nothing is found')
    return
  }
  const found = (await results.evaluateAll((links) => links.map((link) => link.getAttribute('href')))).slice(0, 3)
  const place = found.findIndex((href) => href.startsWith(`/${page}.html`))
  if (place < 0) {
    heard(`${page} is not among ${found.join(' ')}`)
    return
  }
  await results.nth(place).click()
  try {
    await tab.waitForURL((url) => url.pathname === `/${page}.html`, { timeout: 10_000 })
    await tab.locator('.vp-doc h1').first().waitFor({ timeout: 10_000 })
  } catch {
    heard(`${found[place]} does not open`)
  }
}

/** What is nowhere is not found. */
async function lookInVain(tab, width) {
  await tab.goto(base, { waitUntil: 'networkidle' })
  await tab.click('#local-search button')
  await tab.locator('.VPLocalSearchBox input').fill('qxzvkjw')
  await tab.locator('.VPLocalSearchBox .no-results').waitFor({ timeout: 10_000 })
    .catch(() => problems.push(`search at ${width}: a word that is nowhere is found`))
}

for (const width of widths) {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const tab = await context.newPage()
  for (const [word, page] of words) {
    await look(tab, word, page, width)
  }
  await lookInVain(tab, width)
  await context.close()
}

for (const width of widths) {
  for (const scheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme })
    const tab = await context.newPage()
    for (const page of pages) {
      await visit(tab, page, width, scheme)
    }
    await context.close()
  }
}
await browser.close()
server.close()

problems.forEach((problem) => console.error(problem))
console.log(`site: ${pages.length} pages and ${words.length} searches at ${widths.join(' and ')} pixels, ${problems.length} problems`)
process.exit(problems.length > 0 ? 1 : 0)
