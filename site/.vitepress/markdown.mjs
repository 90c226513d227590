// What the site makes of the repository's Markdown, beyond what all generators do.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { apiAddress } from './api.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Where the repository is: the address that the artifacts name. */
export const repository = /<project[^>]*>[\s\S]*?<url>([^<]+)<\/url>/.exec(readFileSync(join(root, 'pom.xml'), 'utf8'))[1]

/** Pages that have another address than their file. */
export const starts = new Map([['README.md', '/'], ['docs/README.md', '/docs/']])

function target(page, href) {
  if (/^[a-z][a-z0-9+.-]*:|^[#/]/i.test(href)) {
    return href
  }
  const [path, anchor] = href.split('#')
  const file = relative(root, resolve(root, dirname(page), path))
  if (starts.has(file)) {
    return starts.get(file) + (anchor ? `#${anchor}` : '')
  }
  if (extname(file) === '.md' || file.startsWith('..') || !existsSync(join(root, file))) {
    return href
  }
  return `${repository}/blob/main/${file}${anchor ? '#' + anchor : ''}`
}

/** Anchors as the repository's host makes them of headings, so that links to parts of pages work there, too. */
export function slug(heading) {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-')
}

/**
 * Links to what is no page (sources, folders, the licence) lead into the repository. What is not there at all stays as it is, and the
 * build fails on it.
 */
export function linksIntoRepository(md) {
  md.core.ruler.push('links-into-repository', (state) => {
    for (const block of state.tokens) {
      for (const token of block.children ?? []) {
        if (token.type === 'link_open') {
          token.attrSet('href', target(state.env.relativePath, token.attrGet('href')))
        }
      }
    }
  })
}

/** Pages whose classes are ours: those about other engines name theirs, too. */
function isAboutUs(page) {
  return /^docs\/(?!coming-from\/|comparison|performance)/.test(page)
}

/**
 * Classes and members of the API lead to the Javadoc, which is no page: a link with a target is left to the browser. In the reference
 * all do, elsewhere the first mention.
 */
export function linksToApi(md) {
  md.core.ruler.push('links-to-api', (state) => {
    const page = state.env.relativePath ?? ''
    const seen = new Set()
    if (!isAboutUs(page)) {
      return
    }
    state.tokens.forEach((block, i) => {
      if (!block.children || state.tokens[i - 1]?.type === 'heading_open') {
        return
      }
      let depth = 0
      block.children = block.children.flatMap((token) => {
        depth += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
        const address = token.type === 'code_inline' && depth === 0 ? apiAddress(token.content) : null
        if (!address || (seen.has(address) && !page.startsWith('docs/reference/'))) {
          return [token]
        }
        seen.add(address)
        const open = Object.assign(new state.Token('link_open', 'a', 1), { attrs: [['href', address], ['target', '_self']] })
        return [open, token, new state.Token('link_close', 'a', -1)]
      })
    })
  })
}

/** A block of another engine's code, and ours behind it, stand side by side where there is room. */
export function besideEachOther(md) {
  md.core.ruler.push('beside-each-other', (state) => {
    const html = (content) => Object.assign(new state.Token('html_block', '', 0), { content, block: true })
    for (let i = state.tokens.length - 2; i >= 0; i--) {
      const [theirs, ours] = state.tokens.slice(i, i + 2)
      if (theirs.type === 'fence' && /^java \w/.test(theirs.info) && ours.type === 'fence' && ours.info === 'java') {
        state.tokens.splice(i, 2, html('<div class="beside">\n'), theirs, ours, html('</div>\n'))
      }
    }
  })
}
