import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { html, type Markup } from './html/markup.js';
import { readLatest } from './latest.js';

/** What the list shows of a run or a search; reports of other versions are listed as far as they can be read. */
const listed = z.union([
  z
    .object({
      run: z.object({ emulated: z.boolean() }),
      gate: z.object({ verdict: z.string() }).nullable(),
    })
    .transform(({ run, gate }) => ({ verdict: gate?.verdict ?? 'no gate', emulated: run.emulated })),
  z
    .object({
      search: z.object({ emulated: z.boolean(), end: z.string() }),
      front: z.array(z.unknown()),
    })
    .transform(({ search, front }) => ({
      verdict: search.end === 'infeasible' ? 'search, nothing feasible' : `search, front of ${front.length}`,
      emulated: search.emulated,
    })),
]);

interface ListedRun {
  readonly experiment: string;
  readonly id: string;
  readonly verdict: string;
  readonly emulated: boolean;
  readonly latest: boolean;
}

/** The page that lists all runs and searches below a report folder: by experiment, the newest id first. */
export async function indexPage(root: string): Promise<string> {
  const runs = await listRuns(root);
  const experiments = [...new Set(runs.map((run) => run.experiment))];
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Parsimony reports</title>
<style>body{font:1rem/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}</style></head>
<body><main><h1>Reports</h1>
${runs.length === 0 ? html`<p>No reports here yet.</p>` : ''}${experiments.map(
  (
    experiment,
  ) => html`<h2>${experiment}</h2><ul>${runs.filter((run) => run.experiment === experiment).map(runItem)}</ul>
`,
)}</main></body></html>
`.markup;
}

function runItem(run: ListedRun): Markup {
  const address = `/${encodeURIComponent(run.experiment)}/${encodeURIComponent(run.id)}/report.html`;
  const notes = [run.verdict, run.emulated ? 'EMULATED' : '', run.latest ? 'latest' : ''].filter(
    (note) => note !== '',
  );
  return html`<li><a href="${address}">${run.id}</a>: ${notes.join(', ')}</li>`;
}

async function listRuns(root: string): Promise<readonly ListedRun[]> {
  const runs: ListedRun[] = [];
  for (const experiment of await folders(root)) {
    const latest = await readLatest(path.join(root, experiment));
    for (const id of (await folders(path.join(root, experiment))).reverse()) {
      const summary = await readSummary(path.join(root, experiment, id, 'report.json'));
      if (summary === undefined) continue;
      runs.push({ experiment, id, ...summary, latest: id === latest });
    }
  }
  return runs;
}

async function readSummary(file: string): Promise<Pick<ListedRun, 'verdict' | 'emulated'> | undefined> {
  try {
    return listed.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Real folders only: `latest` would list a run twice. */
async function folders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
