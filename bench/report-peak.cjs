// Loaded by node before all else (NODE_OPTIONS): at its end, the process notes the most memory that it ever had.
const { appendFileSync, readFileSync } = require('node:fs');

process.on('exit', () => appendFileSync(process.env.BENCH_PEAKS, `${peakKibibytes()}\n`));

function peakKibibytes() {
  try {
    // Unlike maxRSS, not inherited from the process that started this one.
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
