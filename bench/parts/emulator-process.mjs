// The emulator in a process of its own, for bench/emulator.mjs: says where it listens, and what it uses when asked.
import { startEmulator } from '../../dist/emulator/index.js';

const emulator = await startEmulator();
process.on('message', async (asked) => {
  if (asked === 'stop') {
    await emulator.close();
    process.disconnect();
    return;
  }
  const cpu = process.cpuUsage();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const cpuMs = (cpu.user + cpu.system) / 1000;
  process.send({ rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20, cpuMs });
});
process.send({ port: emulator.port, url: emulator.url });
