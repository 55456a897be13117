import type { Problem } from '../../domain/index.js';
import type { Experiment } from '../../experiment/port.js';
import type { ProviderKind } from '../../model/port.js';
import type { BatchTarget } from '../../run/index.js';

/** What an emulator is given where the user names nothing: it takes any. */
const EMULATED = { bucket: 'parsimony-batch', roleArn: 'arn:aws:iam::000000000000:role/parsimony-batch' };

/** The declared batch block with bucket and role from file or environment, or what is missing of them. */
export function batchTarget(
  experiment: Pick<Experiment, 'batch' | 'region' | 'path'>,
  provider: ProviderKind,
  env: NodeJS.ProcessEnv,
):
  | { readonly state: 'complete'; readonly target: BatchTarget }
  | { readonly state: 'incomplete'; readonly problems: readonly Problem[] } {
  const { batch, region, path: file } = experiment;
  const defaults = provider === 'emulator' ? EMULATED : undefined;
  const bucket = batch.bucket ?? (env.PARSIMONY_BATCH_BUCKET || defaults?.bucket);
  const roleArn = batch.roleArn ?? (env.PARSIMONY_BATCH_ROLE_ARN || defaults?.roleArn);
  if (bucket !== undefined && roleArn !== undefined)
    return { state: 'complete', target: { ...batch, bucket, roleArn, region } };
  const missing = (key: 'bucket' | 'roleArn', hint: string): Problem => ({
    code: `missing-batch-${key === 'bucket' ? 'bucket' : 'role'}`,
    file,
    path: `batch.${key}`,
    message: `--batch needs \`batch.${key}\``,
    hint,
  });
  return {
    state: 'incomplete',
    problems: [
      ...(bucket === undefined
        ? [
            missing(
              'bucket',
              'Name an S3 bucket in the Region of the run there or in PARSIMONY_BATCH_BUCKET.',
            ),
          ]
        : []),
      ...(roleArn === undefined
        ? [
            missing(
              'roleArn',
              'Name the role that Bedrock takes to read and write the bucket there or in PARSIMONY_BATCH_ROLE_ARN; docs/permissions.md has its policy.',
            ),
          ]
        : []),
    ],
  };
}
