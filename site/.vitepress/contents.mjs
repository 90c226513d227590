// The order of the pages. `check.mjs` holds that every page of the site is in it.
const page = (text, link) => ({ text, link })
const part = (text, items, collapsed = false) => ({ text, items, collapsed })

export const contents = [
  part('Vespula', [
    page('What it is', '/'),
    page('Getting started', '/docs/start'),
    page('All pages', '/docs/'),
    page('Comparison', '/docs/comparison'),
    page('Performance', '/docs/performance'),
  ]),
  part('Guides', [
    page('Embed a module', '/docs/guides/embed'),
    page('Host functions', '/docs/guides/host-functions'),
    page('Memory and strings', '/docs/guides/memory'),
    page('Limit', '/docs/guides/limit'),
    page('Pause', '/docs/guides/pause'),
    page('Save', '/docs/guides/save'),
    page('Run WASI programs', '/docs/guides/wasi-programs'),
    page('Components', '/docs/components'),
    page('Answer HTTP requests', '/docs/http'),
    page('Serve from the command line', '/docs/serve'),
    page('Compile ahead', '/docs/guides/compile-ahead'),
    page('Warm at once', '/docs/warm'),
    page('Debug', '/docs/debugging'),
    page('Measure', '/docs/guides/measure'),
  ]),
  part('Concepts', [
    page('The house', '/docs/concepts/house'),
    page('A call', '/docs/concepts/call'),
    page('Tiers', '/docs/concepts/tiers'),
    page('A snapshot', '/docs/concepts/snapshot'),
    page('Security model', '/docs/concepts/security'),
  ]),
  part('Reference', [
    page('Command line', '/docs/cli'),
    page('Configuration', '/docs/reference/configuration'),
    page('Limits', '/docs/reference/limits'),
    page('Errors', '/docs/reference/errors'),
    page('Fuel', '/docs/reference/fuel'),
    page('Command line', '/docs/cli'),
    page('Flight recorder events', '/docs/reference/events'),
    page('WASI', '/docs/wasi'),
  ]),
  part('Coming from', [
    page('Chicory', '/docs/coming-from/chicory'),
    page('Endive', '/docs/coming-from/endive'),
    page('GraalWasm', '/docs/coming-from/graalwasm'),
    page('wasmtime4j', '/docs/coming-from/wasmtime4j'),
  ]),
  part('The project', [
    page('Security', '/SECURITY'),
    page('Changes', '/CHANGELOG'),
    page('Architecture', '/docs/architecture'),
    page('Rationale', '/RATIONALE'),
    page('Releasing', '/docs/releasing'),
    page('Contributing', '/CONTRIBUTING'),
    page('Code of conduct', '/CODE_OF_CONDUCT'),
    page('Benchmarks', '/bench/README'),
    page('Examples', '/examples/README'),
  ], true),
]
