// Runs CoreMark in V8 with the clock of CoreMarkClock.java: node coremark.mjs FILE SECONDS
import fs from 'node:fs';
const [file, seconds] = process.argv.slice(2);
const cpuMs = () => { const used = process.cpuUsage(); return (used.user + used.system) / 1e3; };
let reads = 0, now = 0;
const clock = () => { now += [0, 1_000, 0, 20_000][reads++ % 4]; return now; };
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(file)), { env: { clock_ms: clock } });
const times = [];
let result;
for (const start = cpuMs(); times.length < 5 || cpuMs() - start < seconds * 1e3;) {
  const before = cpuMs();
  result = exports.run();
  times.push(cpuMs() - before);
}
const first = times[0];
times.sort((a, b) => a - b);
console.log(JSON.stringify({ n: times.length, first_ms: first, min_ms: times[0], median_ms: times[times.length >> 1], result: String(result) }));
