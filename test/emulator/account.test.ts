import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { raw } from './wire-client.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

const list = (body: object) =>
  raw(emulator, {
    path: '/',
    headers: { 'x-amz-target': 'ServiceQuotasV20190624.ListServiceQuotas' },
    body: { ServiceCode: 'bedrock', ...body },
  });

it.each([
  { MaxResults: 0 },
  { MaxResults: 101 },
  { MaxResults: 'x' },
  { NextToken: 'x' },
  { NextToken: '-1' },
])('a page of quotas that there cannot be is refused: %j', async (question) => {
  const { status, headers } = await list(question);
  expect([status, headers['x-amzn-errortype']]).toEqual([400, 'IllegalArgumentException']);
});

it('every quota is on one page, whatever the size of the pages', async () => {
  const names: string[] = [];
  let token: string | undefined;
  do {
    const { body } = await list({ MaxResults: 7, ...(token !== undefined && { NextToken: token }) });
    const page: { Quotas: { QuotaName: string }[]; NextToken?: string } = JSON.parse(body);
    names.push(...page.Quotas.map(({ QuotaName }) => QuotaName));
    token = page.NextToken;
  } while (token !== undefined);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(100);
});

it('its questions count among the calls that were answered', () => {
  const { received, answered, inFlight } = emulator.stats();
  expect(answered.ListServiceQuotas).toBe((received.ListServiceQuotas ?? 0) - 5);
  expect(inFlight).toBe(0);
});
