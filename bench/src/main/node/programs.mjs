// Runs programs in one process, one after the other, each again and again as a fresh instance, and prints the times of all runs
// of each in the form of Runs.java: node programs.mjs JSON...  (ProgramCommand.java writes them)
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WASI } from 'node:wasi';

const PATIENCE = 4, FEWEST = 2;
const milliseconds = (used) => (used.user + used.system) / 1e3;
/** Linux brings the time of a running thread up to date when the whole process is asked for, otherwise every few milliseconds. */
const threadMilliseconds = () => {
  process.cpuUsage();
  return milliseconds(process.threadCpuUsage());
};
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'programs'));

/** One run; gives the status, and what was printed is in the file. */
function execute(program, state, output) {
  state.module ??= new WebAssembly.Module(fs.readFileSync(program.file));
  const stdin = fs.openSync(program.stdin ?? os.devNull, 'r');
  try {
    const wasi = new WASI({ version: 'preview1', args: program.args, env: program.env, preopens: program.preopens,
      stdin, stdout: output, stderr: state.errors, returnOnExit: true });
    return wasi.start(new WebAssembly.Instance(state.module, wasi.getImportObject()));
  } finally {
    fs.closeSync(stdin);
  }
}

function lines(file, ignored) {
  const all = fs.readFileSync(file, 'latin1').split('\n');
  return (ignored === null ? all : all.filter((line) => !new RegExp(ignored).test(line))).join('\n');
}

function measure(program) {
  const starts = [], thread = [], ends = [];
  const state = { module: null, errors: fs.openSync(path.join(folder, 'errors'), 'w') };
  const expected = lines(program.stdout, program.ignored);
  const before = milliseconds(process.cpuUsage());
  const begin = performance.now();
  for (let count = 0; ; count++) {
    const spent = (performance.now() - begin) / 1e3;
    if (!(spent < program.seconds || count < Math.min(program.least, FEWEST)
        || count < program.least && spent < PATIENCE * program.seconds)) {
      return { starts, thread, before, process: ends };
    }
    const file = path.join(folder, 'output');
    const output = fs.openSync(file, 'w');
    starts.push(performance.now() - begin);
    const start = threadMilliseconds();
    const status = execute(program, state, output);
    thread.push(threadMilliseconds() - start);
    ends.push(milliseconds(process.cpuUsage()));
    fs.closeSync(output);
    if (String(status) !== program.exit) {
      throw new Error(`ended with ${status}`);
    }
    if (lines(file, program.ignored) !== expected) {
      throw new Error('its output is not what was recorded');
    }
  }
}

try {
  for (const words of process.argv.slice(2)) {
    let result;
    try {
      result = measure(JSON.parse(words));
    } catch (e) {
      result = { starts: [], thread: [], before: 0, process: [], problem: String(e.message ?? e) };
    }
    console.log(JSON.stringify(result));
  }
} finally {
  fs.rmSync(folder, { recursive: true });
}
