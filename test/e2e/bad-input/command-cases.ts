import { mkdirSync } from 'node:fs';
import { connect } from '../../../src/store/connection.js';
import { append, type BadInput, file, TAKEN_PORT } from './spoil.js';

/** What flags, the environment, the database and the other commands' arguments can get wrong. */
export const commandCases: { readonly [classOfInput: string]: readonly BadInput[] } = {
  flags: [
    {
      what: 'one that there is not',
      args: ['run', 'shop.yaml', '--max-cots', '3'],
      says: ["unknown option '--max-cots'", '→ Did you mean --max-cost?'],
    },
    {
      what: 'no dollars',
      args: ['run', 'shop.yaml', '--max-cost', 'abc'],
      says: ["'--max-cost <usd>' argument 'abc' is invalid", '→ Give an amount of dollars'],
    },
    {
      what: 'no concurrency',
      args: ['run', 'shop.yaml', '-j', '0'],
      says: ["'-j, --max-concurrency <n>' argument '0'", '→ Give a whole number from 1 to 1000.'],
    },
    {
      what: 'half a repeat',
      args: ['run', 'shop.yaml', '--repeat', '1.5'],
      says: ["'--repeat <n>' argument '1.5'", '→ Give a whole number from 1 to 1000.'],
    },
    {
      what: 'a flag without its value',
      args: ['run', 'shop.yaml', '--seed'],
      says: ["'--seed <n>' argument missing", '→ `parsimony run --help`'],
    },
    {
      what: 'a provider that there is not',
      args: ['run', 'shop.yaml', '--provider', 'azure'],
      says: ['--provider: there is no provider azure', '→ Use one of bedrock, emulator, recorded, echo.'],
    },
    {
      what: 'a Region that is none',
      args: ['run', 'shop.yaml', '--region', 'mars'],
      says: ['--region: --region cannot be "mars"', 'us-east-1', '→'],
    },
    {
      what: 'filters that nothing meets, each of them',
      args: ['run', 'shop.yaml', '--filter-intent', 'pirce', '--filter-sample', 'shop-99'],
      says: ['--filter-intent', '→ Did you mean `price`?', '--filter-sample', 'there is no sample `shop-99`'],
    },
    {
      what: 'a baseline file that is not there',
      args: ['run', 'shop.yaml', '--baseline', 'none.json'],
      says: ['--baseline: there is no file', 'none.json', '→ Check the path; it is relative to the working'],
    },
    {
      what: 'a run to resume that there is not',
      args: ['run', 'shop.yaml', '--resume', '20200101-000000-abcd'],
      says: ['there is no run 20200101-000000-abcd', '→ The database holds no run yet.'],
    },
    {
      what: 'reports in a place that is a file',
      args: ['run', 'shop.yaml', '--output', 'prompt.md/reports'],
      says: ['--output', 'prompt.md is not a folder', '→ Name a place in a folder'],
    },
    {
      what: 'no experiment at all',
      args: ['run'],
      says: ['no experiment is named', '→ For example: parsimony run'],
    },
    {
      what: 'one argument too many',
      args: ['estimate', 'shop.yaml', 'more.yaml'],
      says: ["too many arguments for 'estimate'", '→ `parsimony estimate --help`'],
    },
    {
      what: 'a command that there is not',
      args: ['rnu', 'shop.yaml'],
      says: ["unknown command 'rnu'", '→ Did you mean run?'],
    },
  ],
  environment: [
    {
      what: 'no dollars',
      env: { PARSIMONY_MAX_COST: 'abc' },
      says: ["PARSIMONY_MAX_COST has the value 'abc'", '→ Give an amount of dollars'],
    },
    {
      what: 'no port',
      args: ['emulate'],
      env: { PARSIMONY_PORT: '70000' },
      says: ["PARSIMONY_PORT has the value '70000'", '→ Give a whole number from 0 to 65535.'],
    },
    {
      what: 'neither yes nor no',
      env: { PARSIMONY_JSON: 'maybe' },
      says: ["PARSIMONY_JSON has the value 'maybe'", '→ Use 1 or 0, true or false'],
    },
    {
      what: 'an endpoint that is no address',
      env: { AWS_ENDPOINT_URL: 'localhost' },
      says: ['AWS_ENDPOINT_URL is not an http or https address', '→ Write for example http://'],
    },
    {
      what: 'no credentials for a service that is not on this machine',
      env: {
        AWS_ENDPOINT_URL: 'http://bedrock.invalid',
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      says: ['no call can succeed: CredentialsProviderError', '→ Set AWS_PROFILE', '--provider emulator'],
    },
    {
      what: 'a price file that is not there, and a variable that means nothing',
      env: { PARSIMONY_PRICES: 'none.json', PARSIMONY_MAXCOST: '1' },
      says: [
        'none.json: the price file does not exist',
        '→ Check the path given with --prices or PARSIMONY_PRICES.',
        'warning: environment variable PARSIMONY_MAXCOST means nothing here; did you mean PARSIMONY_MAX_COST?',
      ],
    },
  ],
  database: [
    {
      what: 'of a newer version',
      spoil: (project) => {
        const db = connect(project.file('new.db'), {});
        db.exec('PRAGMA user_version = 999');
        db.close();
      },
      args: ['run', 'shop.yaml', '--db', 'new.db'],
      says: ['new.db was written by a newer Parsimony (schema 999', '→ Upgrade Parsimony'],
    },
    {
      what: 'that is a text',
      spoil: file('notes.db', 'these are notes and no database at all\n'.repeat(50)),
      args: ['run', 'shop.yaml', '--db', 'notes.db'],
      says: ['notes.db', 'is not a Parsimony database', '→ Restore it from a backup, or name another file'],
    },
    {
      what: 'that is a folder',
      spoil: (project) => mkdirSync(project.file('folder.db')),
      args: ['run', 'shop.yaml', '--db', 'folder.db'],
      says: ['folder.db', 'cannot be opened there', '→ Check the path given with --db'],
    },
    {
      what: 'below a file',
      args: ['run', 'shop.yaml', '--db', 'prompt.md/parsimony.db'],
      says: ['prompt.md/parsimony.db', 'cannot be opened there', '→ Check the path given with --db'],
    },
    {
      what: 'that is not there',
      args: ['report', '--db', 'none.db'],
      says: ['there is no database', 'none.db', '→ Run an experiment first, or name its database'],
    },
    {
      what: 'that another tool wrote',
      spoil: (project) => {
        const db = connect(project.file('other.db'), {});
        db.exec('CREATE TABLE runs (id TEXT PRIMARY KEY, colour TEXT)');
        db.close();
      },
      args: ['run', 'shop.yaml', '--db', 'other.db'],
      says: ['other.db is not a Parsimony database', '→ Name another file with --db'],
    },
  ],
  'arguments of the other commands': [
    {
      what: 'dataset: an action that there is not',
      args: ['dataset', 'frobnicate', 'golden.jsonl'],
      says: ['dataset knows no action frobnicate', '→ Use validate, stats or convert.'],
    },
    {
      what: 'dataset: converted over its source',
      args: ['dataset', 'convert', 'golden.jsonl', 'golden.jsonl'],
      says: ['would overwrite its source', '→ Name another file to write.'],
    },
    {
      what: 'dataset: a second file',
      args: ['dataset', 'validate', 'golden.jsonl', 'more.jsonl'],
      says: ['takes one file, not golden.jsonl and more.jsonl', '→ Call it once for each file.'],
    },
    {
      what: 'prices: a model that there is not',
      args: ['prices', 'show', 'claude-9'],
      says: ['model claude-9 has no price', '→ Add it, in dollars', 'parsimony prices add claude-9'],
    },
    {
      what: 'prices: a folder',
      args: ['prices', 'check', '--prices', '.'],
      says: ['the price file is a folder', '→ Check the path given with --prices'],
    },
    {
      what: 'prices add: figures that are none, a class and a day that are none',
      args: ['prices', 'add', 'my.x', '--input', '1,5', '--region-class', 'mars', '--effective', 'soon'],
      says: [
        '--input: not a plain',
        '→ Write for example 0.3125.',
        '--region-class mars',
        '--effective soon',
      ],
    },
    {
      what: 'prices add: other figures than those that are known',
      args: ['prices', 'add', 'amazon.nova-pro-v1:0', '--input', '9'],
      says: [
        'has other prices already; nothing was written',
        'input 0.8 → 9',
        '→ Repeat the command with --yes',
      ],
    },
    {
      what: 'prices refresh: no price list',
      args: ['prices', 'refresh', '--from', 'prompt.md'],
      says: ['this is not JSON', 'prompt.md', '→ Give the address or file of a price list'],
    },
    {
      what: 'prices refresh: some other JSON',
      spoil: file('list.json', '{ "products": [] }'),
      args: ['prices', 'refresh', '--from', 'list.json'],
      says: ['this is not a price list of AWS', '→ Take …/offers/v1.0/aws/AmazonBedrock/current/'],
    },
    {
      what: 'report: a book to reprice with that is not there',
      args: ['report', 'latest', '--reprice', 'none.yaml'],
      says: ['none.yaml: the price file does not exist', '→ '],
    },
    {
      what: 'emulate: no port',
      args: ['emulate', '--port', '1.5'],
      says: ["'--port <n>' argument '1.5'", '→ Give a whole number from 0 to 65535.'],
    },
    {
      what: 'emulate: a port that is taken',
      args: ['emulate', '--port', TAKEN_PORT],
      says: ['EADDRINUSE', '→ Use --port 0'],
    },
    {
      what: 'view: a port that is taken',
      spoil: (project) => mkdirSync(project.file('reports')),
      args: ['view', '--port', TAKEN_PORT],
      says: ['is taken', '→ Give another --port, or 0 for any.'],
    },
    {
      what: 'view: a port out of range',
      args: ['view', '--port', '65536'],
      says: ["'--port <n>' argument '65536'", '→ Give a whole number from 0 to 65535.'],
    },
    {
      what: 'view: no reports yet',
      args: ['view'],
      says: ['there is no report folder', '→ Run an experiment first'],
    },
    {
      what: 'cache: an action that there is not',
      args: ['cache', 'drop'],
      says: ['cache knows no action drop', '→ Use size or clear.'],
    },
    {
      what: 'export: something that there is not',
      args: ['export', 'everything'],
      says: ['export knows no everything', '→ Use: export baseline [run]'],
    },
    {
      what: 'verify: no promoted config',
      args: ['verify', 'shop.yaml'],
      says: ['shop.yaml:1', 'this is not a promoted config', '→ Name a file that `parsimony promote` wrote.'],
    },
    {
      what: 'verify: a file that is not there',
      args: ['verify', 'none.yaml'],
      says: ['there is no promoted config none.yaml', '→ Write one with `parsimony promote'],
    },
  ],
  'arguments about a finished run': [
    {
      what: 'report: a run that there is not',
      afterRun: true,
      args: ['report', '20200101-000000-abcd'],
      says: ['there is no run 20200101-000000-abcd', '→ The newest are', '(shop)'],
    },
    {
      what: 'report: into a file',
      afterRun: true,
      args: ['report', '--output', 'prompt.md'],
      says: ['--output', 'prompt.md is not a folder', '→ Name a place'],
    },
    {
      what: 'compare: a variant that there is not',
      afterRun: true,
      args: ['compare', 'base', 'smal'],
      says: ['the run has no variant smal', '→ Did you mean `small`?'],
    },
    {
      what: 'compare: a baseline file that is not there',
      afterRun: true,
      args: ['compare', 'none.json', 'small'],
      says: ['none.json: the baseline file does not exist', '→ Make one with `parsimony export baseline`.'],
    },
    {
      what: 'export: a variant that there is not',
      afterRun: true,
      args: ['export', 'baseline', '--variant', 'smal'],
      says: ['the run has no variant smal', '→ Did you mean `small`?'],
    },
    {
      what: 'export: over a folder',
      afterRun: true,
      args: ['export', 'baseline', '--output', '.'],
      says: ['--output', 'cannot be written: it is a folder', '→ Name a place'],
    },
    {
      what: 'review: no reason',
      afterRun: true,
      args: ['review', '--accept', 'shop-1'],
      says: ['a decision needs a reason', '→ Add --reason'],
    },
    {
      what: 'review: a reason for nothing',
      afterRun: true,
      args: ['review', '--reason', 'fine'],
      says: ['no decision', '→ Add --accept <id> or --reject <id>.'],
    },
    {
      what: 'review: yes and no',
      afterRun: true,
      args: ['review', '--reason', 'fine', '--accept', 'shop-1', '--reject', 'shop-1'],
      says: ['shop-1 is both accepted and rejected', '→ Name it once.'],
    },
    {
      what: 'review: a sample that is not flagged',
      afterRun: true,
      args: ['review', '--accept', 'shop-99', '--reason', 'fine'],
      says: ['not flagged in run', 'shop-99', '→ parsimony review'],
    },
    {
      what: 'review: a file that is not there',
      afterRun: true,
      args: ['review', '--file', 'none.yaml'],
      says: ['none.yaml: the review file does not exist', '→ Name a YAML or JSON list'],
    },
    {
      what: 'promote: no place to write to',
      afterRun: true,
      args: ['promote'],
      says: ['where to write the promoted config is not said', '→ Name a file with --to'],
    },
    {
      what: 'promote: a file that is not YAML',
      afterRun: true,
      args: ['promote', '--to', 'config.txt'],
      says: ['config.txt is not a .yaml file', '→ A promoted config is YAML'],
    },
    {
      what: 'promote: below a file',
      afterRun: true,
      args: ['promote', '--to', 'prompt.md/config.yaml', '--force', '--reason', 'must'],
      says: ['prompt.md is not a folder', '→ Name a place'],
    },
    {
      what: 'promote: forced without a reason',
      afterRun: true,
      args: ['promote', '--to', 'config.yaml', '--force'],
      says: ['--force needs --reason', '→ It is recorded in the promoted file.'],
    },
    {
      what: 'promote: a variant that was not measured',
      afterRun: true,
      args: ['promote', '--to', 'config.yaml', '--variant', 'large'],
      says: ['there is no variant large', '→ The run has base, small.'],
    },
  ],
  'several at once': [
    {
      what: 'experiment, dataset, prompt, prices and flag are all listed',
      spoil: (project) => {
        append('shop.yaml', 'repeats: many\n')(project);
        project.write('golden.jsonl', `${project.read('golden.jsonl')}\n{`);
        project.write('prompt.md', project.read('prompt.md').replace('{% endfor %}', ''));
        project.write('prices.yaml', 'date: tomorrow\nmodels: {}\n');
      },
      args: ['run', 'shop.yaml', '--prices', 'prices.yaml', '--output', 'prompt.md/reports'],
      says: [
        '5 problems',
        'shop.yaml:13:1 repeats',
        'golden.jsonl:13',
        'prompt.md:9:1',
        'prices.yaml:1',
        '--output',
      ],
    },
    {
      what: 'two dataset lines, two keys and a model are all listed',
      spoil: (project) => {
        const lines = project.read('golden.jsonl').split('\n');
        project.write('golden.jsonl', lines.with(1, '{').with(4, '[]').join('\n'));
        const text = project.read('shop.yaml').replace('margin: 0.2', 'margin: 2, alpha: 0.9');
        project.write('shop.yaml', text.replace('claude-haiku-4-5-20251001', 'claude-haiku-9'));
      },
      says: [
        '5 problems',
        'golden.jsonl:2',
        'golden.jsonl:5',
        'gate.margin',
        'gate.alpha',
        'claude-haiku-9-v1:0 has no price',
      ],
    },
  ],
};
