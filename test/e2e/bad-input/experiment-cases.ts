import { append, type BadInput, each, file, swap } from './spoil.js';

/** What an experiment file can get wrong, by class. */
export const experimentCases: { readonly [classOfInput: string]: readonly BadInput[] } = {
  syntax: [
    {
      what: 'a tab as indentation',
      spoil: swap('shop.yaml', 'variants:\n  base', 'variants:\n\tbase'),
      says: ['shop.yaml:6:1', 'Tabs are not allowed', '→ Mend the YAML here'],
    },
    {
      what: 'a bracket that is not closed',
      spoil: swap('shop.yaml', 'temperature: 0.3 }', 'temperature: 0.3'),
      says: ['shop.yaml:7', 'must be sufficiently indented and end with a }', '→ Mend the YAML here'],
    },
    {
      what: 'a dataset line that breaks off',
      spoil: (project) => {
        const lines = project.read('golden.jsonl').split('\n');
        project.write('golden.jsonl', lines.with(3, (lines[3] ?? '').slice(0, 40)).join('\n'));
      },
      says: ['golden.jsonl:4', 'not JSON', '→ Each line is one whole JSON object'],
    },
    {
      what: 'a template tag that is not closed',
      spoil: swap('prompt.md', '{% endfor %}', ''),
      says: ['prompt.md:9:1', 'not closed', '→ Mend the Liquid syntax'],
    },
    {
      what: 'a file of another kind: its first errors, not hundreds',
      args: ['run', 'golden.jsonl'],
      says: ['golden.jsonl:2:1', '3 problems', '→ Mend the YAML here'],
    },
  ],
  'unknown key': [
    {
      what: 'a section',
      spoil: append('shop.yaml', 'repeat: 2\n'),
      says: ['shop.yaml:13:1 repeat', 'unknown key `repeat`', '→ Did you mean `repeats`?'],
    },
    {
      what: 'of a variant',
      spoil: swap('shop.yaml', 'temperature: 0.3', 'temprature: 0.3'),
      says: ['shop.yaml:6', 'variants.base.temprature', '→ Did you mean `temperature`?'],
    },
    {
      what: 'of a sample',
      spoil: (project) =>
        project.write(
          'golden.jsonl',
          project.read('golden.jsonl').replace('"id":"shop-2"', '"id":"shop-2","refrence":"x"'),
        ),
      says: ['golden.jsonl:2 refrence', 'unknown key "refrence"', '→ Did you mean "reference"?'],
    },
    {
      what: 'of a prompt',
      spoil: swap('prompt.md', 'version: 1', 'verison: 1'),
      says: ['prompt.md:3 verison', 'unknown key "verison"', '→ Known keys: name, version'],
    },
  ],
  'wrong type': [
    {
      what: 'a text for a number',
      spoil: append('shop.yaml', 'repeats: many\n'),
      says: ['shop.yaml:13:1', '`repeats` must be a number, not "many"', '→ Write a plain number.'],
    },
    {
      what: 'a number in quotes',
      spoil: swap('shop.yaml', 'temperature: 0.3', 'temperature: "0.3"'),
      says: ['shop.yaml:6', '`temperature` must be a number', '→ Write it without quotes.'],
    },
    {
      what: 'a list for a mapping',
      spoil: swap('shop.yaml', '{ golden: golden.jsonl }', '[golden.jsonl]'),
      says: ['shop.yaml:4:1 datasets', 'must be a mapping', '→ Write a mapping'],
    },
  ],
  'missing file': [
    {
      what: 'the experiment',
      args: ['run', 'shpo.yaml'],
      says: ['shpo.yaml: the experiment does not exist', '→ Check the path'],
    },
    {
      what: 'a dataset',
      spoil: swap('shop.yaml', 'golden: golden.jsonl', 'golden: gold.jsonl'),
      says: ['shop.yaml:4', 'gold.jsonl does not exist', '→ Paths are relative to the file that names them.'],
    },
    {
      what: 'a prompt',
      spoil: swap('shop.yaml', 'prompt.md', 'promt.md'),
      says: ['shop.yaml:6', 'promt.md does not exist', '→ Paths are relative'],
    },
    {
      what: 'a few-shot file',
      spoil: swap('prompt.md', 'version: 1', 'version: 1\nfewShot: examples.jsonl'),
      says: ['prompt.md:4', 'examples.jsonl does not exist', '→ Paths are relative'],
    },
    {
      what: 'a rubric',
      spoil: swap('shop.yaml', 'criteria: [helpfulness]', 'criteria: [wit]'),
      says: ['shop.yaml:10', 'no rubric for criterion `wit`', '→ Write one and name it'],
    },
    {
      what: 'a folder where a file is meant',
      args: ['run', '.'],
      says: ['this is a folder, not an experiment', '→ Name a readable YAML file.'],
    },
  ],
  'missing variable': [
    {
      what: 'that no sample has',
      spoil: swap('prompt.md', '{{ question }}', '{{ question }} {{ tone }}'),
      says: ['shop.yaml:6', 'needs `tone`', '12 of 12 samples', '→ Add `vars.tone`'],
    },
    {
      what: 'that the template itself misspells inside a loop',
      spoil: swap('prompt.md', '{{ document.text }}', '{{ document.body }}'),
      says: ['prompt.md:9:68', 'no variable "document.body"', 'and 11 more samples', '→ Give the sample'],
    },
    {
      what: 'inside a var of the last sample only',
      spoil: each(swap('prompt.md', '{{ question }}', '{{ question }} {{ shop.city }}'), (project) => {
        const samples = project.read('golden.jsonl').split('\n');
        const inner = (index: number) => (index === 11 ? {} : { city: 'Kobe' });
        const lines = samples.map((line, index) => {
          const sample = JSON.parse(line) as { vars: { [name: string]: unknown } };
          return JSON.stringify({ ...sample, vars: { ...sample.vars, shop: inner(index) } });
        });
        project.write('golden.jsonl', lines.join('\n'));
      }),
      says: ['prompt.md:11', 'sample "shop-12" has no variable "shop.city"', '→ Give the sample'],
    },
  ],
  'contradictory options': [
    {
      what: 'a gate without quality',
      spoil: swap('shop.yaml', 'quality: { facts: 0.6, judge: 0.4 }\n', ''),
      says: ['shop.yaml:11:1 gate', 'no `quality` is declared', '→ Add `quality:'],
    },
    {
      what: 'a baseline that is a candidate',
      spoil: swap('shop.yaml', 'margin: 0.2', 'margin: 0.2, candidates: [base]'),
      says: ['shop.yaml:12', '`base` is the baseline and a candidate', '→ Remove one of the two.'],
    },
    {
      what: 'a judgement without a gate',
      spoil: swap('shop.yaml', 'gate: { baseline: base, margin: 0.2 }\n', ''),
      args: ['gate', 'shop.yaml'],
      says: ['shop.yaml:1:1 gate', 'nothing to judge by', '→ Add `gate:'],
    },
    {
      what: 'bounds that leave no room',
      spoil: append('shop.yaml', 'guardrails: [{ metric: facts, min: 0.9, max: 0.1 }]\n'),
      says: ['shop.yaml:13', 'no value is at least 0.9 and at most 0.1', '→ Swap the two.'],
    },
    {
      what: 'a promotion over a file that is read',
      spoil: append('shop.yaml', 'promote: { to: shop.yaml }\n'),
      says: ['shop.yaml:13', 'would write over', '→ Name another file.'],
    },
    {
      what: 'two experiments',
      args: ['run', 'shop.yaml', '--config', 'other.yaml'],
      says: ['two experiments are named: shop.yaml and --config other.yaml', '→ Name one.'],
    },
    {
      what: '--resume with --no-cache',
      args: ['run', 'shop.yaml', '--resume', '--no-cache'],
      says: ['--resume and --no-cache contradict', '→ A resumed run always uses its own answers.'],
    },
  ],
  weights: [
    {
      what: 'that do not sum to 1',
      spoil: swap('shop.yaml', 'facts: 0.6', 'facts: 0.7'),
      says: ['shop.yaml:11:1 quality', 'sum to 1.1, not to 1', '→ Change the weights'],
    },
    {
      what: 'below 0',
      spoil: swap('shop.yaml', 'facts: 0.6', 'facts: -0.6'),
      says: ['shop.yaml:11', 'quality.facts', 'more than 0', '→ Use a value'],
    },
    {
      what: 'of a metric that no scorer yields',
      spoil: swap('shop.yaml', 'judge: 0.4', 'jugde: 0.4'),
      says: ['shop.yaml:11', 'no scorer yields a metric `jugde`', '→ Did you mean `judge`?'],
    },
    {
      what: 'of traffic that are all 0',
      spoil: append('shop.yaml', 'traffic: { delivery: 0, price: 0 }\n'),
      says: ['shop.yaml:13:1 traffic', 'is 0 for every intent', '→ Give conversations a day'],
    },
  ],
  margins: [
    {
      what: 'none',
      spoil: swap('shop.yaml', ', margin: 0.2', ''),
      says: ['shop.yaml:12:1 gate.margin', '`margin` is missing', '→ Add `margin:'],
    },
    {
      what: 'below 0',
      spoil: swap('shop.yaml', 'margin: 0.2', 'margin: -0.2'),
      says: ['shop.yaml:12', 'at least 0', '→ Use a value'],
    },
    {
      what: 'in percent',
      spoil: swap('shop.yaml', 'margin: 0.2', 'margin: 5'),
      says: ['shop.yaml:12', 'less than 1', '→ Use a value'],
    },
    {
      what: 'of a comparison, as a word',
      args: ['compare', 'base', 'small', '--margin', 'tight'],
      says: ["'--margin <quality>' argument 'tight'", '→ Give quality units from 0'],
    },
  ],
  prices: [
    {
      what: 'none for a model',
      spoil: swap('shop.yaml', 'claude-haiku-4-5-20251001', 'claude-haiku-9'),
      says: [
        'shop.yaml:7',
        'claude-haiku-9-v1:0 has no price',
        '→ Add it, in dollars',
        'parsimony prices add',
      ],
    },
    {
      what: 'none for the judge',
      spoil: swap(
        'shop.yaml',
        'judge: { model: "global.anthropic.claude-sonnet-4-5',
        'judge: { model: "global.x',
      ),
      says: ['shop.yaml:10', 'scorers.judge.model', 'has no price', '→ Add it, in dollars'],
    },
    {
      what: 'a file that is not there',
      args: ['run', 'shop.yaml', '--prices', 'none.json'],
      says: ['none.json: the price file does not exist', '→ Check the path given with --prices'],
    },
    {
      what: 'a file that breaks off',
      spoil: file('prices.json', '{\n  "date": "2026-01-01",\n'),
      args: ['run', 'shop.yaml', '--prices', 'prices.json'],
      says: ['prices.json:3:1', 'must end with a }', '→ Write the price file as plain JSON or YAML.'],
    },
    {
      what: 'a price that is not a number',
      spoil: file(
        'prices.json',
        '{ "date": "2026-01-01", "models": { "x": { "prices": [\n  { "input": "cheap", "output": "1", "source": "me" }\n] } } }',
      ),
      args: ['run', 'shop.yaml', '--prices', 'prices.json'],
      says: ['prices.json:2', 'models.x.prices.0.input', 'cheap', '→ Write for example "0.3125".'],
    },
    {
      what: 'a file that is empty',
      spoil: file('prices.json', ''),
      args: ['prices', 'check', '--prices', 'prices.json'],
      says: ['prices.json:1', 'the price file is empty', '→ Write {"date"'],
    },
    {
      what: 'the file that is picked up, with a misspelt field',
      spoil: file(
        'parsimony.prices.yaml',
        'date: 2026-01-01\nmodels:\n  x:\n    prices: [{ input: 1, output: 2, cacheWrite1: 3, source: me }]\nchecked: { x: never }\n',
      ),
      says: [
        'parsimony.prices.yaml:4',
        'unknown key `cacheWrite1`',
        'cacheWrite1h',
        'checked.x',
        '→ Write it as YYYY',
      ],
    },
  ],
};
