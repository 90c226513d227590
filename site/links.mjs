// Looks whether what the built site links to is there: files, and places in them. Pages and Javadoc alike.
//   node links.mjs
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const site = join(dirname(fileURLToPath(import.meta.url)), 'target/site')
const files = readdirSync(site, { recursive: true }).filter((name) => name.endsWith('.html')).map((name) => join(site, name))
const idsOfFiles = new Map()
const problems = new Set()
// JDK 17's javadoc writes a link there to a place that it does not write.
const ofTools = new Set(['api/constant-values.html: there is no place #dev.vespula'])
let links = 0

const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  .replaceAll('&amp;', '&')

function ids(file, text = readFileSync(file, 'utf8')) {
  if (!idsOfFiles.has(file)) {
    idsOfFiles.set(file, new Set([...text.matchAll(/\s(?:id|name)="([^"]*)"/g)].map((match) => unescaped(match[1]))))
  }
  return idsOfFiles.get(file)
}

function check(file, text, href) {
  const [path, anchor] = href.split('#').map((part) => decodeURIComponent(part))
  const named = path === '' ? file : path.startsWith('/') ? join(site, path) : resolve(dirname(file), path)
  const target = existsSync(named) && statSync(named).isDirectory() ? join(named, 'index.html') : named
  links++
  if (!existsSync(target)) {
    problems.add(`${relative(site, file)}: there is no ${href}`)
  } else if (anchor && target.endsWith('.html') && !ids(target, target === file ? text : undefined).has(anchor)) {
    problems.add(`${relative(site, file)}: there is no place ${href}`)
  }
}

for (const file of files) {
  const text = readFileSync(file, 'utf8')
  for (const match of text.matchAll(/<(?:a|area|img|link|script)\s[^>]*?\b(?:href|src)="([^"]*)"/g)) {
    const href = unescaped(match[1]).split('?')[0]
    if (href !== '' && !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) {
      check(file, text, href)
    }
  }
}

ofTools.forEach((problem) => problems.delete(problem))
problems.forEach((problem) => console.error(problem))
console.log(`site: ${links} links in ${files.length} files, ${problems.size} lead nowhere`)
process.exit(problems.size > 0 ? 1 : 0)
