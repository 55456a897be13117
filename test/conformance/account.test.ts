import { BedrockClient, GetFoundationModelAvailabilityCommand } from '@aws-sdk/client-bedrock';
import {
  ListServiceQuotasCommand,
  paginateListServiceQuotas,
  ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { createHttpHandler } from '../../src/model/bedrock/http-handler.js';
import { createDiagnostics } from '../../src/model/index.js';
import { bareModel } from './conversation.js';
import { takeNoWaits } from './no-waits.js';

takeNoWaits();

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    quotas: { [`us.${bareModel}`]: { requestsPerMinute: 7 }, [bareModel]: { tokensPerMinute: 900 } },
  });
});
afterAll(() => emulator.close());

interface Quota {
  readonly name: string;
  readonly value: number;
}

/** What an account is asked, by one client. */
interface AccountClient {
  /** Whether the model can be called, and whether in this Region without a profile; or the error’s name. */
  availability(model: string): Promise<string | { readonly entitled: boolean; readonly inRegion: boolean }>;
  quotas(): Promise<readonly Quota[]>;
  close(): void | Promise<void>;
}

async function sdkAccount(over: 'default' | 'our handler'): Promise<AccountClient> {
  const account = {
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
    ...(over === 'our handler' && {
      requestHandler: await createHttpHandler({ maxConcurrency: 2, requestTimeoutMs: 10_000 }),
    }),
  };
  const bedrock = new BedrockClient(account);
  const quotas = new ServiceQuotasClient(account);
  return {
    async availability(modelId) {
      try {
        const answer = await bedrock.send(new GetFoundationModelAvailabilityCommand({ modelId }));
        return {
          entitled: answer.entitlementAvailability === 'AVAILABLE',
          inRegion: answer.regionAvailability === 'AVAILABLE',
        };
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    },
    async quotas() {
      const found: Quota[] = [];
      for await (const page of paginateListServiceQuotas({ client: quotas }, { ServiceCode: 'bedrock' }))
        for (const { QuotaName = '', Value = Number.NaN } of page.Quotas ?? [])
          found.push({ name: QuotaName, value: Value });
      return found;
    },
    close() {
      bedrock.destroy();
      quotas.destroy();
    },
  };
}

function ourAccount(): AccountClient {
  // Diagnostics sign with what the SDK's chain finds: that is what they ask about.
  for (const name of ['AWS_PROFILE', 'AWS_BEARER_TOKEN_BEDROCK']) vi.stubEnv(name, undefined);
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'emulator');
  const env = { AWS_ENDPOINT_URL: emulator.url };
  const diagnostics = createDiagnostics({ region: 'us-east-1', env });
  return {
    async availability(model) {
      const answer = await diagnostics.availability(model);
      if (answer.state === 'failed') return answer.failure.code;
      const { entitled, inRegion } = answer.value;
      return { entitled: entitled === true, inRegion: inRegion === true };
    },
    async quotas() {
      const answer = await diagnostics.quotas();
      return answer.state === 'known'
        ? answer.value.map(({ name, value }) => ({ name, value }))
        : expect.fail(answer.failure.message);
    },
    close() {
      vi.unstubAllEnvs();
      return diagnostics.close();
    },
  };
}

describe.each([
  { name: 'the SDK’s default clients', open: () => sdkAccount('default') },
  { name: 'the SDK’s clients over our handler', open: () => sdkAccount('our handler') },
  { name: 'our diagnostics', open: async () => ourAccount() },
])('the account by $name', ({ open }) => {
  let client: AccountClient;
  beforeAll(async () => {
    client = await open();
  });
  afterAll(() => client.close());

  it('tells which models can be called, and which of them need a profile', async () => {
    expect(await client.availability(bareModel)).toEqual({ entitled: true, inRegion: false });
    expect(await client.availability('anthropic.claude-3-7-sonnet-20250219-v1:0')).toEqual({
      entitled: true,
      inRegion: true,
    });
    expect(await client.availability('anthropic.claude-3-haiku-20240307-v1:0')).toMatchObject({
      entitled: false,
    });
    expect(await client.availability('anthropic.claude-9')).toBe('ResourceNotFoundException');
  });

  it('lists every quota over all pages, those that hold among them', async () => {
    const quotas = await client.quotas();
    expect(quotas.length).toBeGreaterThan(100);
    expect(new Set(quotas.map(({ name }) => name)).size).toBe(quotas.length);
    const model = 'Anthropic Claude Haiku 4.5 V1';
    const limitOf = (start: string) => quotas.find(({ name }) => name === `${start} for ${model}`)?.value;
    expect(limitOf('Cross-region model inference requests per minute')).toBe(7);
    expect(limitOf('Global cross-region model inference tokens per minute')).toBe(900);
  });
});

it('Service Quotas knows no other service', async () => {
  const client = new ServiceQuotasClient({
    endpoint: emulator.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
  });
  await expect(client.send(new ListServiceQuotasCommand({ ServiceCode: 'ec2' }))).rejects.toMatchObject({
    name: 'NoSuchResourceException',
  });
  client.destroy();
});
