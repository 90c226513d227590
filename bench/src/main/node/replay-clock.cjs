// Takes the times of every run of replay.js (node --require replay-clock.cjs replay.js ...) in the form of Runs.java, without
// changing it: it reads the clock of its thread at a run's beginning, at its end, and once more to keep it. Comparing memories
// is not counted. What it prints itself tells whether all went well.
'use strict';
const zlib = require('node:zlib');
const milliseconds = (used) => (used.user + used.system) / 1e3;
const threadCpuUsage = process.threadCpuUsage.bind(process);
/** Linux brings the time of a running thread up to date when the whole process is asked for, otherwise every few milliseconds. */
const readClock = () => {
  process.cpuUsage();
  return threadCpuUsage();
};
const starts = [], thread = [], ends = [];
let reads = 0, begin = 0, begun = 0, uncounted = 0, before = 0;
process.threadCpuUsage = () => {
  const used = readClock();
  switch (reads++ % 3) {
    case 0: {
      const now = performance.now();
      if (starts.length === 0) {
        begin = now;
        before = milliseconds(process.cpuUsage());
      }
      starts.push(now - begin);
      begun = milliseconds(used);
      uncounted = 0;
      break;
    }
    case 1:
      thread.push(milliseconds(used) - begun - uncounted);
      ends.push(milliseconds(process.cpuUsage()));
      break;
    default:
  }
  return used;
};
const crc32 = zlib.crc32;
zlib.crc32 = (...args) => {
  const start = milliseconds(readClock());
  const sum = crc32(...args);
  uncounted += milliseconds(readClock()) - start;
  return sum;
};
let said = '';
const log = console.log;
console.log = (...words) => {
  said += words.join(' ') + '\n';
};
process.on('exit', () => {
  const count = thread.length;
  const runs = / runs=(\d+) /.exec(said);
  const isGood = said.includes(' V8 ok ') && said.includes(' crcbad=0 ') && runs !== null && Number(runs[1]) === count;
  log(JSON.stringify(isGood ? { starts: starts.slice(0, count), thread, before, process: ends }
    : { starts: [], thread: [], before: 0, process: [], problem: said.trim().split('\n').pop() || 'said nothing' }));
});
