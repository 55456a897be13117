import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { iamPolicies } from '../../src/app/doctor/iam-policies.js';
import type { DoctorDocument, DoctorOptions } from '../../src/app/doctor/port.js';
import { batchQuotaNotes, quotaCheck } from '../../src/app/doctor/quota-checks.js';
import { regionCheck } from '../../src/app/doctor/region-check.js';
import { runDoctor } from '../../src/app/index.js';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';

const HAIKU = 'global.anthropic.claude-haiku-4-5-20251001-v1:0';
const ROLE = 'arn:aws:iam::210987654321:role/batch';

describe('against an account that answers', () => {
  let emulator: Emulator;
  const before = { ...process.env };
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));

  beforeAll(async () => {
    emulator = await startEmulator();
    // The SDK's credential chain reads the process's own environment.
    Object.assign(process.env, emulator.environment, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(folder, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    });
    delete process.env.AWS_PROFILE;
  });
  afterAll(async () => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    await emulator.close();
    rmSync(folder, { recursive: true });
  });

  const doctor = (options: DoctorOptions): Promise<DoctorDocument> =>
    runDoctor(options, {
      env: process.env,
      cwd: folder,
      now: () => new Date('2026-11-22'),
      abort: new AbortController().signal,
    });

  test('every check passes, each call is made once and is labelled as emulated', async () => {
    const answered = emulator.stats().answered.Converse ?? 0;
    const document = await doctor({ models: [HAIKU], bucket: 'a-bucket' });
    expect(document).toMatchObject({ ready: false, emulated: true, region: 'us-east-1', calls: 1 });
    expect(document.checks.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'credentials ok',
      'region ok',
      'price ok',
      'model access ok',
      'model call ok',
      'quota ok',
      'batch ok',
      'bucket ok',
      'role failed',
    ]);
    expect(document.spentUsd).toBeGreaterThan(0);
    expect(emulator.stats().answered.Converse).toBe(answered + 1);
  });

  test('--no-call asks only what is free', async () => {
    const answered = emulator.stats().answered.Converse ?? 0;
    const document = await doctor({ models: [HAIKU], call: false });
    expect(document).toMatchObject({ ready: true, calls: 0, spentUsd: 0 });
    expect(document.checks.some(({ check }) => check === 'model call')).toBe(false);
    expect(emulator.stats().answered.Converse ?? 0).toBe(answered);
  });

  test('a model that is gone, unknown or asked without its profile fails with a remedy', async () => {
    const models = [
      'anthropic.claude-3-haiku-20240307-v1:0',
      'anthropic.claude-haiku-4-5-20251001-v1:0',
      'acme.does-not-exist',
    ];
    const { checks, ready } = await doctor({ models });
    expect(ready).toBe(false);
    for (const model of models) {
      const failed = checks.filter(({ subject, state }) => subject === model && state === 'failed');
      expect(failed.length, model).toBeGreaterThan(0);
      for (const { remedy } of failed) expect(remedy, model).not.toBeNull();
    }
  });

  test('without credentials nothing is asked', async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;
    delete process.env.AWS_ACCESS_KEY_ID;
    delete process.env.AWS_SECRET_ACCESS_KEY;
    try {
      const { checks, ready } = await doctor({ models: [HAIKU] });
      expect(ready).toBe(false);
      expect(checks.map(({ check, state }) => `${check} ${state}`)).toEqual([
        'credentials failed',
        'region ok',
      ]);
      expect(checks[0]?.remedy).toMatch(/AWS_PROFILE/);
    } finally {
      Object.assign(process.env, { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
    }
  });

  test('an experiment brings its models, its bucket and its role', async () => {
    writeFileSync(join(folder, 'prompt.md'), '---\nname: p\nversion: "1"\n---\n# user\n{{ question }}\n');
    writeFileSync(
      join(folder, 'golden.jsonl'),
      '{"id":"a","intent":"faq","vars":{"question":"Which?"},"reference":"That."}\n',
    );
    writeFileSync(
      join(folder, 'experiment.yaml'),
      `name: one
provider: emulator
region: eu-west-1
datasets: { golden: golden.jsonl }
variants:
  here: { prompt: prompt.md, model: ${HAIKU}, maxTokens: 100 }
  there: { prompt: prompt.md, model: us.anthropic.claude-sonnet-4-5-20250929-v1:0, maxTokens: 100 }
scorers: { similarity: {} }
batch: { bucket: b-bucket, roleArn: "${ROLE}" }
`,
    );
    const { checks, region } = await doctor({ experiment: join(folder, 'experiment.yaml'), call: false });
    expect(region).toBe('eu-west-1');
    expect(checks.find(({ check }) => check === 'region')).toMatchObject({
      state: 'failed',
      detail: expect.stringContaining('us.anthropic'),
    });
    expect(checks.find(({ check }) => check === 'bucket')).toMatchObject({
      subject: 'b-bucket',
      state: 'ok',
    });
    expect(checks.find(({ check }) => check === 'role')).toMatchObject({ subject: ROLE, state: 'skipped' });
    expect(checks.find(({ check, subject }) => check === 'quota' && subject === HAIKU)?.detail).toMatch(
      /calls a minute/,
    );
  });
});

describe('quotas', () => {
  const quotas = [
    {
      code: 'L-1',
      name: 'Global cross-region model inference tokens per minute for Anthropic Claude Haiku 4.5',
      value: 4000,
      adjustable: true,
    },
    {
      code: 'L-2',
      name: 'Cross-region model inference tokens per minute for Anthropic Claude Haiku 4.5',
      value: 9000,
      adjustable: true,
    },
    {
      code: 'L-3',
      name: 'Cross-region model inference tokens per minute for Anthropic Claude Haiku 4.5 V1 1M Context Length',
      value: 1,
      adjustable: true,
    },
    {
      code: 'L-4',
      name: 'Records per batch inference job for Claude Haiku 4.5',
      value: 30_000,
      adjustable: true,
    },
    {
      code: 'L-5',
      name: 'Minimum number of records per batch inference job for Claude Haiku 4.5',
      value: 200,
      adjustable: false,
    },
  ];
  const check = (modelId: string, tokensPerCall: number | null, list = quotas) =>
    quotaCheck({ modelId, modelName: 'Claude Haiku 4.5', quotas: list, tokensPerCall });

  test('a global, a geographic and an in-Region call count against quotas of their own', () => {
    expect(check(HAIKU, 1000)).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('4,000 tokens a minute'),
    });
    expect(check(HAIKU.replace('global', 'us'), null)).toMatchObject({
      state: 'ok',
      detail: expect.stringContaining('9,000'),
    });
    expect(check(HAIKU.replace('global.', ''), null)).toMatchObject({ state: 'skipped' });
  });

  test('a quota of 0, and one that a single call exceeds, can never admit a call', () => {
    const none = quotas.map((quota) => ({ ...quota, value: 0 }));
    expect(check(HAIKU, 10, none)).toMatchObject({ state: 'failed', remedy: expect.stringContaining('L-1') });
    expect(check(HAIKU, 4001)).toMatchObject({
      state: 'failed',
      remedy: expect.stringContaining('maxTokens'),
    });
  });

  test('batch figures that the account contradicts are named', () => {
    expect(batchQuotaNotes('Claude Haiku 4.5', quotas, { minRecords: 100, maxRecords: 50_000 })).toEqual([
      'a job needs 200 records: set batch.minRecords to 200',
      'a job takes 30000 records: set batch.maxRecords to 30000',
    ]);
    expect(batchQuotaNotes('Claude Haiku 4.5', quotas, { minRecords: 200, maxRecords: 30_000 })).toEqual([]);
  });
});

test('a geographic profile belongs to its Regions; a global one to all', () => {
  expect(regionCheck('eu-central-1', ['eu.anthropic.x', 'global.anthropic.x', 'anthropic.x'])).toMatchObject({
    state: 'ok',
  });
  expect(regionCheck('us-east-1', ['eu.anthropic.x'])).toMatchObject({ state: 'failed' });
  expect(regionCheck('us-gov-west-1', ['us.anthropic.x'])).toMatchObject({ state: 'failed' });
  expect(regionCheck('ap-northeast-1', ['jp.anthropic.x', 'apac.anthropic.x'])).toMatchObject({
    state: 'ok',
  });
});

describe('policies', () => {
  const subjects = {
    region: 'us-west-2',
    models: [
      { modelId: HAIKU, tokensPerCall: null },
      { modelId: 'amazon.nova-lite-v1:0', tokensPerCall: null },
    ],
    bucket: 'a-bucket',
    prefix: 'p/',
    roleArn: ROLE,
    batch: null,
  };

  test('least privilege: nothing is allowed on everything but what cannot be narrowed', () => {
    const { caller, batchRole } = iamPolicies(subjects);
    const all = [...caller.Statement, ...(batchRole?.permissions.Statement ?? [])];
    const broad = all.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(broad).toEqual([
      'bedrock:GetFoundationModelAvailability',
      'servicequotas:ListServiceQuotas',
      'bedrock:ListModelInvocationJobs',
    ]);
    expect(all.flatMap(({ Action }) => Action).some((action) => action.includes('*'))).toBe(false);
    expect(JSON.stringify(all)).toContain('arn:aws:s3:::a-bucket/p/*');
    expect(batchRole?.trust.Statement[0]?.Principal).toEqual({ Service: 'bedrock.amazonaws.com' });
  });

  test('a profile is allowed together with the models that it routes to, a bare id only where it is called', () => {
    const models = iamPolicies(subjects).caller.Statement[0]?.Resource;
    expect(models).toEqual([
      'arn:aws:bedrock:*::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0',
      'arn:aws:bedrock:us-west-2:210987654321:inference-profile/global.anthropic.claude-haiku-4-5-20251001-v1:0',
      'arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0',
    ]);
  });

  const statementOf = (modelId: string, sid: string) =>
    iamPolicies({
      ...subjects,
      models: [{ modelId, tokensPerCall: null }],
      bucket: null,
      roleArn: null,
    }).caller.Statement.find(({ Sid }) => Sid === sid);
  const policyOf = (modelId: string, sid: string) => statementOf(modelId, sid)?.Resource;

  test('the ARN of a profile is allowed together with its models too; its account is the account', () => {
    const arn = 'arn:aws:bedrock:us-west-2:999988887777:inference-profile/us.anthropic.claude-sonnet-4-6';
    expect(policyOf(arn, 'CallTheModels')).toEqual([
      'arn:aws:bedrock:*::foundation-model/anthropic.claude-sonnet-4-6',
      arn,
    ]);
    const application = 'arn:aws:bedrock:us-west-2:999988887777:application-inference-profile/abc';
    expect(policyOf(application, 'CallTheModels')).toEqual([application]);
    expect(statementOf(application, 'CallWhatTheProfilesRouteTo')).toMatchObject({
      Resource: 'arn:aws:bedrock:*::foundation-model/*',
      Condition: { StringEquals: { 'bedrock:InferenceProfileArn': [application] } },
    });
    expect(statementOf(arn, 'CallWhatTheProfilesRouteTo')).toBeUndefined();
    const { caller } = iamPolicies({
      ...subjects,
      models: [{ modelId: arn, tokensPerCall: null }],
      roleArn: null,
    });
    expect(JSON.stringify(caller)).toContain('arn:aws:bedrock:us-west-2:999988887777:model-invocation-job/*');
  });

  test('tokens are counted on the bare model in the Region itself, and not on what CountTokens cannot take', () => {
    const model = 'arn:aws:bedrock:us-west-2::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0';
    expect(policyOf(HAIKU, 'CountTokensForEstimates')).toEqual([model]);
    expect(
      policyOf(
        `arn:aws:bedrock:us-west-2:999988887777:inference-profile/${HAIKU}`,
        'CountTokensForEstimates',
      ),
    ).toEqual([model]);
    expect(
      policyOf(
        'arn:aws:bedrock:us-west-2:999988887777:application-inference-profile/abc',
        'CountTokensForEstimates',
      ),
    ).toBeUndefined();
  });

  test('without a bucket there is nothing about batch', () => {
    const { caller, batchRole } = iamPolicies({ ...subjects, bucket: null });
    expect(batchRole).toBeNull();
    expect(JSON.stringify(caller)).not.toMatch(/s3:|PassRole|ModelInvocationJob/);
  });
});
