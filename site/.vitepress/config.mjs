// The site is the repository's own Markdown: pages stay where they are, so that a link that works in one place works in the other.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { hasApi } from './api.mjs'
import { contents } from './contents.mjs'
import { besideEachOther, linksIntoRepository, linksToApi, repository, slug, starts } from './markdown.mjs'

/** Pages lie outside of the folder with the packages: what they import is looked for as if they lay in it. */
const packagesOfTheSite = {
  name: 'packages-of-the-site',
  enforce: 'pre',
  resolveId(source, importer, options) {
    const here = fileURLToPath(import.meta.url)
    return /^vue(\/|$)/.test(source) && importer !== here ? this.resolve(source, here, { ...options, skipSelf: true }) : null
  },
}

export default defineConfig({
  title: 'Vespula',
  description: 'A WebAssembly engine for the JVM',
  lang: 'en',
  // A cell of a wasps' nest.
  head: [['link', {
    rel: 'icon',
    href: 'data:image/svg+xml,' + encodeURIComponent(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#e08a00" d="M8 0l7 4v8l-7 4-7-4V4z"/></svg>'),
  }]],
  srcDir: '..',
  outDir: 'target/site',
  cacheDir: 'target/cache',
  // What people read, and nothing that a build has left anywhere.
  srcExclude: ['**/target/**', '**/node_modules/**', '.github/**', '*/src/**', 'bench/!(README).md'],
  rewrites: Object.fromEntries([...starts].map(([file, address]) => [file, `${address.slice(1)}index.md`])),
  // Behind any server, and from a folder.
  cleanUrls: false,
  ignoreDeadLinks: false,
  metaChunk: true,
  // Pages that show two programs beside each other take the whole width.
  transformPageData: (page) => {
    if (page.relativePath.startsWith('docs/coming-from/')) {
      Object.assign(page.frontmatter, { aside: false, pageClass: 'wide' })
    }
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    languageAlias: { wit: 'rust', wat: 'wasm' },
    // Attributes in braces are none: in this Markdown braces are Java's.
    attrs: { disable: true },
    anchor: { slugify: slug },
    config: (md) => md.use(linksIntoRepository).use(linksToApi).use(besideEachOther),
  },
  vite: { plugins: [packagesOfTheSite] },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/docs/start' },
      { text: 'Guides', link: '/docs/guides/embed', activeMatch: '^/docs/guides/' },
      { text: 'Reference', link: '/docs/reference/configuration', activeMatch: '^/docs/reference/' },
      ...(hasApi ? [{ text: 'Javadoc', link: '/api/index.html', target: '_self' }] : []),
    ],
    sidebar: contents,
    outline: { level: [2, 3] },
    search: { provider: 'local' },
    socialLinks: [{ icon: 'github', link: repository }],
    editLink: { pattern: `${repository}/edit/main/:path`, text: 'Change this page' },
    docFooter: { prev: 'Before', next: 'Next' },
  },
})
