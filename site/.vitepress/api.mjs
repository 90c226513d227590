// Where the Javadoc has what the pages name. scripts/site makes it before the pages, and puts it beside them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../target/api')

/** Whether there is any. */
export const hasApi = existsSync(join(folder, 'index.html'))

/** Files by the name of the type, as sources that import it write it; null for a name that several have. */
const types = new Map()
const idsOfFiles = new Map()

function collect(place) {
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      collect(join(place, entry.name))
    } else if (/^[A-Z]\w*(\.[A-Z]\w*)*\.html$/.test(entry.name)) {
      const name = entry.name.slice(0, -'.html'.length)
      types.set(name, types.has(name) ? null : join(place, entry.name))
    }
  }
}

if (hasApi) {
  readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name.startsWith('dev.vespula'))
    .forEach((module) => collect(join(folder, module.name)))
}

function ids(file) {
  if (!idsOfFiles.has(file)) {
    idsOfFiles.set(file, [...readFileSync(file, 'utf8').matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
  }
  return idsOfFiles.get(file)
}

/** The address for `Type`, `Type.Nested`, `Type.member` or `Type.method(...)`; null if the Javadoc has none, or more than one. */
export function apiAddress(code) {
  const [name] = /^[A-Z]\w*(\.[A-Z]\w*)*/.exec(code) ?? []
  if (!name) {
    return null
  }
  let type = name
  while (type && !types.has(type)) {
    type = type.slice(0, Math.max(0, type.lastIndexOf('.')))
  }
  const file = types.get(type)
  const rest = code.slice(type.length)
  if (!file || !/^(\.\w+(\(.*\))?)?$/.test(rest)) {
    return null
  }
  const member = /^\.(\w+)/.exec(rest)?.[1]
  const id = member && ids(file).find((one) => one === member || one.startsWith(`${member}(`))
  if (member && !id) {
    return null
  }
  return `/api/${relative(folder, file).replaceAll('\\', '/')}${id ? `#${id}` : ''}`
}
