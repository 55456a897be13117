import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { median, rounded } from './parts/figures.mjs';
import { runConnection } from './parts/raw-client.mjs';

export const title = 'The emulator: small Converse requests a second, and memory over 200,000 of them';

const SERVER = fileURLToPath(new URL('./parts/emulator-process.mjs', import.meta.url));
const MODEL = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';
const CONNECTIONS = 32;
const TOTAL = Number(process.env.PARSIMONY_BENCH_REQUESTS ?? 200_000);
/** On a machine that is too busy the benchmark ends earlier, and says after how many requests. */
const LONGEST_MS = 10 * 60_000;
const LOOK_EVERY = 20_000;
const SDK_REQUESTS = 5_000;
const SYSTEM = 'You answer customers of a bookshop. Use only the document. Answer in one sentence.';

/** Raw requests over keep-alive connections, memory looked at on the way; then the SDK's client. */
export async function run({ log }) {
  const emulator = await startServer();
  try {
    let number = 0;
    const sections = [];
    const until = performance.now() + LONGEST_MS;
    while (number < TOTAL && performance.now() < until) {
      const section = await rawSection(emulator.port, number, LOOK_EVERY);
      number += LOOK_EVERY;
      sections.push({ requests: number, ...section, ...(await emulator.memory()) });
      log(`${number} requests, ${Math.round(section.perSecond)} a second`);
    }
    const sdk = await sdkSection(emulator.url, number);
    const warm = sections.slice(1);
    const cpuMs = sections.at(-1).cpuMs - sections[0].cpuMs;
    return {
      connections: CONNECTIONS,
      requestBytes: bodyOf(0).length,
      raw: {
        requests: number,
        requestsPerSecond: rounded(median(sections.map(({ perSecond }) => perSecond))),
        slowestSectionPerSecond: rounded(Math.min(...sections.map(({ perSecond }) => perSecond))),
        fastestSectionPerSecond: rounded(Math.max(...sections.map(({ perSecond }) => perSecond))),
        emulatorCpuMsPerRequest: warm.length === 0 ? null : rounded(cpuMs / (warm.length * LOOK_EVERY)),
      },
      sdkHttp1: { requests: SDK_REQUESTS, requestsPerSecond: rounded(sdk) },
      memory: sections.map(({ requests, rssMb, heapMb }) => ({
        requests,
        rssMb: rounded(rssMb),
        heapMb: rounded(heapMb),
      })),
    };
  } finally {
    emulator.stop();
  }
}

/** Distinct prompts of about 350 bytes: a system text that all share, one document, one question. */
function bodyOf(number) {
  const title = `Garden Notes ${number}`;
  const text = `<document id="1">${title} costs $${(number % 90) + 5}.50. It has ${(number % 700) + 40} pages.</document>\n\nCustomer: What does ${title} cost?`;
  return JSON.stringify({
    system: [{ text: SYSTEM }],
    messages: [{ role: 'user', content: [{ text }] }],
    inferenceConfig: { maxTokens: 100, temperature: 0 },
  });
}

function requestOf(number) {
  const body = bodyOf(number);
  return `POST /model/${encodeURIComponent(MODEL)}/converse HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer bench\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

async function rawSection(port, first, count) {
  let next = first;
  let answered = 0;
  const started = performance.now();
  const connection = {
    nextRequest: () => (next < first + count ? requestOf(next++) : undefined),
    onAnswer: (status) => {
      if (status !== 200) throw new Error(`the emulator answered ${status}`);
      answered += 1;
    },
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => runConnection(port, connection)));
  if (answered !== count) throw new Error(`${answered} of ${count} requests were answered`);
  return { perSecond: (1000 * count) / (performance.now() - started) };
}

async function sdkSection(url, first) {
  const client = new BedrockRuntimeClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    requestHandler: new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: CONNECTIONS } }),
  });
  let next = first;
  const started = performance.now();
  const worker = async () => {
    while (next < first + SDK_REQUESTS) {
      const body = JSON.parse(bodyOf(next++));
      await client.send(new ConverseCommand({ modelId: MODEL, ...body }));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  client.destroy();
  return (1000 * SDK_REQUESTS) / (performance.now() - started);
}

/** The emulator in its own process, garbage collected whenever its memory is looked at. */
async function startServer() {
  const child = fork(SERVER, { execArgv: ['--expose-gc'] });
  const answer = () => new Promise((resolve) => child.once('message', resolve));
  const { port, url } = await answer();
  return {
    port,
    url,
    memory: () => {
      const given = answer();
      child.send('memory');
      return given;
    },
    stop: () => child.send('stop'),
  };
}
