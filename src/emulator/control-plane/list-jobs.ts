import type { JsonRecord } from '../../domain/index.js';
import { constraint, constraintError, type ServiceError, serviceError } from '../wire/service-error.js';
import { type Job, jobStatuses } from './job.js';
import { jobView } from './job-view.js';

/** A page of jobs, or what is wrong with the question. */
export type ListReading =
  | { readonly state: 'listed'; readonly body: JsonRecord }
  | { readonly state: 'refused'; readonly error: ServiceError };

const usualResults = 100;
const mostResults = 1_000;

/** ListModelInvocationJobs. The page token names the last job given, so that new jobs shift no page. */
export function listJobs(jobs: readonly Job[], query: URLSearchParams): ListReading {
  const broken: string[] = [];
  const maxResults = readMaxResults(query.get('maxResults'), broken);
  const after = readTime('submitTimeAfter', query, broken);
  const before = readTime('submitTimeBefore', query, broken);
  const status = readEnum('statusEquals', jobStatuses, query, broken);
  readEnum('sortBy', ['CreationTime'], query, broken);
  const order = readEnum('sortOrder', ['Ascending', 'Descending'], query, broken) ?? 'Descending';
  const name = query.get('nameContains') ?? '';
  if (broken.length > 0) return { state: 'refused', error: constraintError(broken) };
  const token = query.get('nextToken');
  const last = token === null ? undefined : readToken(token);
  if (token !== null && last === undefined)
    return { state: 'refused', error: serviceError('ValidationException', 'The nextToken is invalid.') };
  const direction = order === 'Ascending' ? 1 : -1;
  const chosen = jobs
    .filter((job) => status === undefined || job.status === status)
    .filter((job) => job.request.jobName.includes(name))
    .filter((job) => after === undefined || job.submittedMs > after)
    .filter((job) => before === undefined || job.submittedMs < before)
    .sort((a, b) => direction * (a.number - b.number))
    .filter((job) => last === undefined || direction * (job.number - last) > 0);
  const page = chosen.slice(0, maxResults);
  const final = page.at(-1);
  const more = chosen.length > page.length && final !== undefined;
  return {
    state: 'listed',
    body: { invocationJobSummaries: page.map(jobView), ...(more && { nextToken: writeToken(final.number) }) },
  };
}

function readMaxResults(text: string | null, broken: string[]): number {
  if (text === null) return usualResults;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= mostResults) return value;
  broken.push(constraint('maxResults', text, `Member must have value from 1 to ${mostResults}`));
  return usualResults;
}

function readTime(name: string, query: URLSearchParams, broken: string[]): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = Date.parse(text);
  if (Number.isNaN(value)) broken.push(constraint(name, text, 'Member must be an ISO 8601 timestamp'));
  return value;
}

function readEnum<T extends string>(
  name: string,
  values: readonly T[],
  query: URLSearchParams,
  broken: string[],
): T | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  const value = values.find((known) => known === text);
  if (value === undefined)
    broken.push(constraint(name, text, `Member must satisfy enum value set: [${values.join(', ')}]`));
  return value;
}

function writeToken(number: number): string {
  return Buffer.from(`after:${number}`).toString('base64url');
}

function readToken(token: string): number | undefined {
  const number = /^after:(\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  return number === undefined ? undefined : Number(number);
}
