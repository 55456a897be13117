import { hashText } from '../../domain/index.js';
import type { BatchTarget } from './port.js';

/** What a part is called everywhere, decided by run and part alone: whoever goes on with it finds the same names. */
export interface PartNames {
  /** At most 63 characters of `[A-Za-z0-9+.-]`, as the service asks. */
  readonly jobName: string;
  readonly clientToken: string;
  readonly inputUri: string;
  readonly outputUri: string;
}

export function partNames(
  run: { readonly name: string; readonly planHash: string },
  part: number,
  target: Pick<BatchTarget, 'bucket' | 'prefix'>,
): PartNames {
  // Two databases may have made runs of one name: the plan tells them apart.
  const jobName = `parsimony-${run.name}-${hashText(run.planHash).slice(0, 8)}-${part}`;
  const prefix = target.prefix === '' || target.prefix.endsWith('/') ? target.prefix : `${target.prefix}/`;
  const folder = `s3://${target.bucket}/${prefix}${run.name}`;
  return {
    jobName,
    clientToken: hashText(jobName),
    inputUri: `${folder}/${jobName}.jsonl`,
    outputUri: `${folder}/output/`,
  };
}
