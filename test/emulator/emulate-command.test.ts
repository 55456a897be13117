import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from 'vitest';
import { emulateCommand } from '../../src/cli/commands/emulate.js';
import { readEmulateRules } from '../../src/cli/emulate-rules.js';
import type { Terminal } from '../../src/cli/print.js';

let ended: Promise<number> | undefined;

afterEach(async () => {
  if (ended !== undefined) process.emit('SIGTERM');
  await ended;
  ended = undefined;
});

/** Starts the command and waits for the last line that it exports. */
async function emulate(options: { readonly [name: string]: unknown }) {
  const out: string[] = [];
  const err: string[] = [];
  const env = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    const terminal: Terminal = {
      env: {},
      isTty: false,
      colour: false,
      columns: 80,
      out(text) {
        out.push(text);
        const [, name = '', value = ''] = /^export (\w+)=(.*)$/.exec(text) ?? [];
        env.set(name, value);
        if (name === 'AWS_SECRET_ACCESS_KEY') resolve();
      },
      err: (text) => void err.push(text),
    };
    ended = emulateCommand([], options, terminal);
    ended.catch(reject);
  });
  return { out, err, env };
}

describe('parsimony emulate', () => {
  it('prints exactly what to export on stdout, and that it is emulated on stderr', async () => {
    const { out, err } = await emulate({});
    expect(out.map((line) => line.replace(/=.*/, ''))).toEqual([
      'export AWS_ENDPOINT_URL',
      'export AWS_REGION',
      'export AWS_ACCESS_KEY_ID',
      'export AWS_SECRET_ACCESS_KEY',
    ]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^EMULATED/);
  });

  it('injects the faults it is given, and tells of calls where that is asked for', async () => {
    const { env, err } = await emulate({ fault: ['s3-slow-down:limit=1'], log: true });
    const s3 = new S3Client({
      endpoint: env.get('AWS_ENDPOINT_URL') ?? '',
      region: env.get('AWS_REGION') ?? '',
      credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
      maxAttempts: 1,
    });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'SlowDown' });
    await s3.send(new ListBucketsCommand({}));
    s3.destroy();
    expect(err.slice(1)).toEqual(['503 S3 SlowDown', '200 S3 ListBuckets']);
  });

  it('listens on loopback only', async () => {
    await expect(emulate({ host: '0.0.0.0' })).rejects.toMatchObject({ code: 'refused' });
    ended = undefined;
  });
});

describe('rules of the command line', () => {
  it('are read into what the emulator takes, each to its own service', () => {
    const faults = [
      'throttle:every=3,operation=Converse',
      'job-fails',
      's3-reset:rate=0.5',
      'internal:model=haiku,attempts=2,limit=9',
    ];
    expect(readEmulateRules(faults, ['*=60/-', 'us.model-v1:0=-/20000'])).toEqual({
      faults: {
        rules: [
          { kind: 'throttle', every: 3, operation: 'Converse' },
          { kind: 'internal', model: 'haiku', attempts: 2, limit: 9 },
        ],
        batch: [{ kind: 'job-fails' }],
        storage: [{ kind: 's3-reset', rate: 0.5 }],
      },
      quotas: { '*': { requestsPerMinute: 60 }, 'us.model-v1:0': { tokensPerMinute: 20_000 } },
    });
    expect(readEmulateRules([], []).quotas).toBeUndefined();
  });

  it('are refused with every problem at once, and the kind that was meant', () => {
    const faults = [
      'throtle:every=3',
      'reset:every=0',
      'reset:rate=2',
      'reset:now',
      'reset:model=',
      'job-fails:attempts=2',
    ];
    let problems: readonly { readonly message: string; readonly hint?: string }[] = [];
    try {
      readEmulateRules(faults, ['haiku=0/5', 'haiku']);
    } catch (error) {
      problems = (error as { readonly problems: typeof problems }).problems;
    }
    expect(problems.map(({ message }) => message)).toEqual([
      'there is no fault `throtle`',
      '`every=0` is no whole number from 1',
      '`rate=2` is no share from 0 to 1',
      '`now` is no condition',
      '`model=` is no condition',
      '`job-fails` has no condition `attempts`',
      'this is no quota',
      'this is no quota',
    ]);
    expect(problems[0]?.hint).toBe('Did you mean `throttle`?');
  });
});
