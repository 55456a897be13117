/** A place in S3. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

/** Reads `s3://bucket/key`; anything else is a fault of the caller, who made the address. */
export function readS3Uri(uri: string): S3Place {
  const match = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri);
  if (match?.[1] === undefined || match[2] === undefined) throw new Error(`not an S3 address: ${uri}`);
  return { bucket: match[1], key: match[2] };
}

/** The folder that a job writes into: named by its id, below the output address that it was given. */
export function jobFolder(job: { readonly arn: string; readonly outputUri: string }): S3Place {
  const { bucket, key } = readS3Uri(job.outputUri.endsWith('/') ? job.outputUri : `${job.outputUri}/`);
  return { bucket, key: `${key}${job.arn.slice(job.arn.lastIndexOf('/') + 1)}/` };
}
