import { Command, CommanderError } from 'commander';
import { addBertscoreFlags, BERTSCORE_FLAGS } from './bertscore-flags.js';
import type { CommandAction } from './command-action.js';
import { addEmulateFlags } from './emulate-flags.js';
import { EXIT, exitCodeOfError } from './exit-codes.js';
import {
  addFlags,
  bufferFactor,
  dollars,
  type FlagName,
  portNumber,
  qualityMargin,
  readEnvironment,
  requestCount,
  shareOfOne,
  wholeNumber,
} from './flags.js';
import { addPriceFlags, PRICE_FLAGS } from './price-flags.js';
import { printError, processTerminal, type Terminal } from './print.js';
import { addSearchFlags } from './search-flags.js';
import { unknownVariables, usageError } from './usage-errors.js';

interface CommandSpec {
  readonly usage: string;
  readonly description: string;
  readonly flags: readonly FlagName[];
  readonly extra?: (command: Command) => void;
  /** Long flags that are not read from the environment. */
  readonly lineOnly?: readonly string[];
  readonly load: () => Promise<CommandAction>;
}

/** Which samples of the datasets a command takes. */
const SAMPLE_FLAGS = ['filterIntent', 'filterSample', 'filterTag', 'first'] as const;

const RUN_FLAGS = [
  'config',
  'output',
  'maxConcurrency',
  'repeat',
  'resume',
  'retryErrors',
  ...SAMPLE_FLAGS,
  'noCache',
  'maxCost',
  'dryRun',
  'batch',
  'ab',
  'stopEarly',
  'partialAdversarial',
  'failOn',
  'baseline',
  'provider',
  'region',
  'seed',
  'prices',
  'db',
  'json',
  'yes',
  'verbose',
] as const satisfies readonly FlagName[];

const BATCH_ACTIONS = `
Actions:
  submit <experiment>  create the jobs and leave; run --batch later finishes the run
  status [run]         ask how the jobs are doing
  collect [run]        bring in what has ended, without waiting for the others
  cancel [run]         stop the jobs and keep what they produced
  list                 the runs that have jobs

A run is named by its id or a beginning of it; without, the newest with jobs is taken.`;

const COMMANDS: readonly CommandSpec[] = [
  {
    usage: 'run [experiment]',
    description: 'replay the datasets through the variants, score, compare and report',
    flags: RUN_FLAGS,
    extra: (command) =>
      command.option('--gate', 'judge: end with 100 on a regression, 101 without enough evidence'),
    load: async () => (await import('./commands/run.js')).runCommand,
  },
  {
    usage: 'estimate [experiment]',
    description: 'what a run would cost, live and by batch, expected and at worst, before the first call',
    flags: ['config', ...SAMPLE_FLAGS, 'repeat', 'provider', 'region', 'prices', 'db', 'json', 'verbose'],
    extra: (command) =>
      command
        .option(
          '--exact [n]',
          'let the service count n requests of each variant with its free CountTokens, or all (default: 50)',
          requestCount,
        )
        .option('--buffer <factor>', 'multiply estimated tokens by this (default: 1.05)', bufferFactor),
    load: async () => (await import('./commands/estimate.js')).estimateCommand,
  },
  {
    usage: 'gate [experiment]',
    description: 'run what is missing and judge the candidates against the baseline (exit 0, 100 or 101)',
    flags: RUN_FLAGS,
    load: async () => (await import('./commands/run.js')).gateCommand,
  },
  {
    usage: 'search [experiment] [id]',
    description:
      'find the configs that nothing beats in cost and quality, and measure them again on unseen samples',
    flags: [
      'config',
      'output',
      'maxConcurrency',
      'resume',
      'retryErrors',
      'noCache',
      'maxCost',
      'dryRun',
      'batch',
      'provider',
      'region',
      'seed',
      'prices',
      'db',
      'json',
      'yes',
      'verbose',
    ],
    extra: addSearchFlags,
    load: async () => (await import('./commands/search.js')).searchCommand,
  },
  {
    usage: 'batch <action> [what]',
    description:
      'submit an experiment’s calls as batch jobs at half price; status, collect, cancel or list them',
    flags: [
      'config',
      'repeat',
      'resume',
      ...SAMPLE_FLAGS,
      'noCache',
      'maxCost',
      'provider',
      'region',
      'seed',
      'prices',
      'db',
      'json',
      'yes',
      'verbose',
    ],
    extra: (command) => command.addHelpText('after', BATCH_ACTIONS),
    load: async () => (await import('./commands/batch.js')).batchCommand,
  },
  {
    usage: 'compare [baseline] [candidate]',
    description:
      'compare two variants or runs: run:<id>/<variant>, a variant of the latest run, a baseline file; or the arms of a live test',
    flags: ['db', 'json', 'verbose'],
    extra: (command) =>
      command
        .option('--unpaired <file>', 'the exported results of a live A/B test, CSV or JSONL')
        .option('--ab <file>', 'with --unpaired: the definition of the test (docs/ab-tests.md)')
        .option('--run <id>', 'the run that bare variant names belong to (default: latest)')
        .option('--margin <quality>', 'non-inferiority margin (default: the run’s own)', qualityMargin),
    load: async () => (await import('./commands/compare.js')).compareCommand,
  },
  {
    usage: 'review [run]',
    description: 'accept or reject flagged samples, each with a reason',
    flags: ['db', 'json', 'verbose'],
    extra: (command) =>
      command
        .option('--file <file>', 'take the decisions from a YAML or JSON file')
        .option('--accept <sample...>', 'accept these samples')
        .option('--reject <sample...>', 'reject these samples')
        .option('--candidate <variant>', 'the candidate that the samples were flagged for')
        .option('--reason <text>', 'why'),
    load: async () => (await import('./commands/review.js')).reviewCommand,
  },
  {
    usage: 'promote [run]',
    description: 'write the chosen variant of a run, or point of a search, with its evidence',
    flags: ['db', 'json', 'verbose'],
    extra: (command) =>
      command
        .option('--variant <name>', 'promote this one instead of the rule’s choice')
        .option('--rule <rule>', 'cheapest; of a search also best or knee')
        .option('--min-quality <q>', 'of a search: the cheapest that is shown to have it', shareOfOne)
        .option('--max-usd <dollars>', 'of a search: the best that is shown to cost no more', dollars)
        .option('--to <file>', 'where to write (default: the experiment’s promote.to)')
        .option('--force', 'promote although the verdict is not pass')
        .option('--reason <text>', 'why, recorded in the file (needed with --force)'),
    load: async () => (await import('./commands/promote.js')).promoteCommand,
  },
  {
    usage: 'verify <file>',
    description: 'check a promoted config against prompts, datasets and prices (exit 100 on drift)',
    flags: ['prices', 'json', 'verbose'],
    extra: (command) =>
      command
        .option('--price-tolerance <share>', 'change of a price that is none yet (default: 0.05)', shareOfOne)
        .option(
          '--end-of-life-days <n>',
          'days before a model’s end of life that count as drift (default: 60)',
          wholeNumber(0, 3_650),
        ),
    load: async () => (await import('./commands/verify.js')).verifyCommand,
  },
  {
    usage: 'rollback <file>',
    description: 'put the previous promotion back; every version is kept beside the file',
    flags: ['prices', 'json', 'verbose'],
    extra: (command) => command.option('--reason <text>', 'why, kept in the history'),
    load: async () => (await import('./commands/rollback.js')).rollbackCommand,
  },
  {
    usage: 'report [run]',
    description:
      'write the reports of a run or search again, from the database; a run’s also at other prices',
    flags: ['output', 'db', 'prices', 'json', 'verbose'],
    extra: (command) =>
      command.option(
        '--reprice <book>',
        'recompute all costs, into a folder of their own: a price file, current or shipped',
      ),
    load: async () => (await import('./commands/report.js')).reportCommand,
  },
  {
    usage: 'view [folder]',
    description: 'serve the reports on this machine, where flagged samples can be accepted and rejected',
    flags: ['output', 'db', 'verbose'],
    extra: (command) => command.option('--port <n>', 'port (default: any free one)', portNumber),
    load: async () => (await import('./commands/view.js')).viewCommand,
  },
  {
    usage: 'dataset <action> <file> [to]',
    description: 'validate, stats or convert a dataset',
    flags: ['json', 'verbose'],
    load: async () => (await import('./commands/dataset.js')).datasetCommand,
  },
  {
    usage: 'bertscore <action> [what...]',
    description: 'score texts by BERTScore; compute the baseline or the thresholds of an encoder',
    flags: ['seed', 'json', 'verbose'],
    extra: addBertscoreFlags,
    lineOnly: BERTSCORE_FLAGS,
    load: async () => (await import('./commands/bertscore.js')).bertscoreCommand,
  },
  {
    usage: 'judge <action> [judge] [labels]',
    description: 'judge calibrate [judge] <labelled.jsonl> -c <experiment>: measure a judge against labels',
    flags: [
      'config',
      'maxConcurrency',
      'noCache',
      'maxCost',
      'provider',
      'region',
      'prices',
      'db',
      'json',
      'verbose',
    ],
    extra: (command) =>
      command.option(
        '-o, --output <file>',
        'where the calibration file goes, YAML or JSON (default: beside the experiment)',
      ),
    lineOnly: ['--output'],
    load: async () => (await import('./commands/judge.js')).judgeCommand,
  },
  {
    usage: 'facts <action> <file>',
    description: 'measure: precision and recall of the facts and numbers scorers against labelled answers',
    flags: ['json', 'verbose'],
    load: async () => (await import('./commands/facts.js')).factsCommand,
  },
  {
    usage: 'prices <action> [model]',
    description: 'list, show, check the price book, add prices of your own, refresh from AWS’s list',
    flags: ['region', 'prices', 'json', 'yes', 'verbose'],
    extra: addPriceFlags,
    lineOnly: PRICE_FLAGS,
    load: async () => (await import('./commands/prices.js')).pricesCommand,
  },
  {
    usage: 'emulate',
    description: 'run the loopback emulator of Bedrock and S3 alone and print what to export',
    flags: ['seed', 'verbose'],
    extra: addEmulateFlags,
    load: async () => (await import('./commands/emulate.js')).emulateCommand,
  },
  {
    usage: 'doctor [experiment]',
    description: 'check credentials, Region, model access, quotas and bucket, and say what to do about each',
    flags: ['config', 'region', 'prices', 'json', 'verbose'],
    extra: (command) =>
      command
        .option('--model <id...>', 'a model to check beside the experiment’s')
        .option('--bucket <name>', 'the bucket of batch jobs (default: the experiment’s)')
        .option('--no-call', 'call no model: ask only what is free of charge')
        .option(
          '--policy',
          'print the least-privilege IAM policies for these models, bucket and role; ask nothing',
        ),
    load: async () => (await import('./commands/doctor.js')).doctorCommand,
  },
  {
    usage: 'cache <action>',
    description: 'size or clear of the response cache',
    flags: ['db', 'json', 'verbose'],
    load: async () => (await import('./commands/cache.js')).cacheCommand,
  },
  {
    usage: 'export <what> [run]',
    description: 'export baseline: per-sample scores of a variant, small enough to commit',
    flags: ['db', 'json', 'verbose'],
    extra: (command) =>
      command
        .option('--variant <name>', 'the variant (default: the gate’s baseline)')
        .option('-o, --output <file>', 'where to write (default: stdout)'),
    load: async () => (await import('./commands/export.js')).exportCommand,
  },
];

/** Runs the command line and returns the exit code. Never throws. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const terminal = processTerminal();
  let exitCode: number = EXIT.ok;
  const program = buildProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    printError(terminal, error, { verbose: argv.includes('--verbose') });
    return exitCodeOfError(error);
  }
}

function buildProgram(terminal: Terminal, end: (code: number) => void): Command {
  const program = new Command('parsimony')
    .description(
      'Evaluate and optimise prompts for Claude on Amazon Bedrock: quality per token and per dollar, with honest statistics.',
    )
    .option('-V, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError('  → `parsimony --help` lists what there is.')
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      outputError: (text) => terminal.err(usageError(text)),
    });
  for (const spec of COMMANDS) {
    const command = program.command(spec.usage).description(spec.description).exitOverride();
    command.showHelpAfterError(`  → \`parsimony ${command.name()} --help\` shows what it takes.`);
    addFlags(command, spec.flags);
    spec.extra?.(command);
    command.action(async () => {
      readEnvironment(command, terminal.env, spec.lineOnly);
      for (const warning of unknownVariables(program.commands, terminal.env)) terminal.err(warning);
      const args = command.processedArgs.flat() as (string | undefined)[];
      const action = await spec.load();
      end(await action(args, command.opts(), terminal));
    });
  }
  return program;
}
