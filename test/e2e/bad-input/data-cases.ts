import { samplesJsonl } from '../project.js';
import { append, type BadInput, changeSample, each, encode, file, swap } from './spoil.js';

/** What ids, encodings and sizes can get wrong. */
export const dataCases: { readonly [classOfInput: string]: readonly BadInput[] } = {
  'duplicate and dangling ids': [
    {
      what: 'two samples of one id',
      spoil: changeSample(4, (sample) => {
        sample.id = 'shop-2';
      }),
      says: ['golden.jsonl:4 id', 'first on line 2', '→ Give every sample its own id.'],
    },
    {
      what: 'one id in two datasets',
      spoil: each(
        swap('shop.yaml', 'golden: golden.jsonl', 'golden: golden.jsonl, adversarial: adversarial.jsonl'),
        file('adversarial.jsonl', samplesJsonl(2)),
      ),
      says: ['shop.yaml:4', 'stand in another dataset too: shop-1, shop-2', '→ Give every sample'],
    },
    {
      what: 'two documents of one id',
      spoil: changeSample(5, (sample) => {
        sample.documents = [
          { id: 'a', text: 'one' },
          { id: 'a', text: 'two' },
        ];
        sample.facts = {};
      }),
      says: ['golden.jsonl:5 documents[1].id', 'stands twice', '→ Give each document'],
    },
    {
      what: 'two variants of one name',
      spoil: swap('shop.yaml', '  small: { extends: base,', '  base: { extends: base,'),
      says: ['shop.yaml:7:3', 'Map keys must be unique', '→ Remove one of the two.'],
    },
    {
      what: 'a parent that is not declared',
      spoil: swap('shop.yaml', 'extends: base', 'extends: bas'),
      says: ['shop.yaml:7', 'extends `bas`', '→ Did you mean `base`?'],
    },
    {
      what: 'a baseline that is not declared',
      spoil: swap('shop.yaml', 'baseline: base', 'baseline: bsae'),
      says: ['shop.yaml:12', '`bsae` is not a variant', '→ Did you mean `base`?'],
    },
    {
      what: 'a baseline run that the database does not have',
      spoil: swap('shop.yaml', 'baseline: base', 'baseline: run:20200101-000000-abcd'),
      says: ['parsimony.db', 'there is no run 20200101-000000-abcd', '→ The database holds no run yet.'],
    },
    {
      what: 'a baseline file that is not one',
      spoil: each(
        swap('shop.yaml', 'baseline: base', 'baseline: before.json'),
        file('before.json', '{\n "kind": \n'),
      ),
      says: [
        'before.json:3',
        'the baseline file is not JSON',
        '→ Make one with `parsimony export baseline`.',
      ],
    },
    {
      what: 'a review of nothing',
      spoil: each(
        swap('shop.yaml', 'margin: 0.2', 'margin: 0.2, reviews: reviews.yaml'),
        file(
          'reviews.yaml',
          '- { sampleId: shop-1, decision: accept, reason: fine }\n- { sampleId: shop-2 }\n',
        ),
      ),
      says: ['reviews.yaml:2', 'is not a decision', '→ Write accept', 'a decision needs a reason'],
    },
    {
      what: 'traffic for an intent that no sample has',
      spoil: append('shop.yaml', 'traffic: { delivry: 100 }\n'),
      says: ['shop.yaml:13', 'which no sample has', '→ Did you mean `delivery`?'],
    },
    {
      what: 'an assertion type that there is not, for a sample',
      spoil: each(
        swap('shop.yaml', '  facts: {}', '  facts: {}\n  assertions: {}'),
        changeSample(6, (sample) => {
          sample.assert = [{ type: 'contians', value: 'x' }];
        }),
      ),
      says: ['golden.jsonl:6', 'contians', '→'],
    },
    {
      what: 'an assertion type that there is not, for all samples',
      spoil: swap(
        'shop.yaml',
        '  facts: {}',
        '  facts: {}\n  form:\n    type: assertions\n    assert:\n      - { type: contains, value: x }\n      - { type: regex, value: "(" }',
      ),
      says: ['shop.yaml:14', 'scorers.form.assert.1', '→'],
    },
  ],
  encodings: [
    {
      what: 'an experiment in UTF-16',
      spoil: encode('shop.yaml', 'utf16le'),
      says: ['shop.yaml:1', 'not valid UTF-8', '→ Save it as UTF-8'],
    },
    {
      what: 'an experiment in Latin-1',
      spoil: each(append('shop.yaml', '# Café\n'), encode('shop.yaml', 'latin1')),
      says: ['shop.yaml:13', 'not valid UTF-8', '→ Save it as UTF-8'],
    },
    {
      what: 'a dataset in Latin-1',
      spoil: each(
        changeSample(3, (sample) => {
          sample.cluster = 'café';
        }),
        encode('golden.jsonl', 'latin1'),
      ),
      says: ['golden.jsonl:3', 'not valid UTF-8', '→ Save the file as UTF-8'],
    },
    {
      what: 'a dataset with a NUL byte',
      spoil: (project) =>
        project.write('golden.jsonl', project.read('golden.jsonl').replace('number 3', 'number \0')),
      says: ['golden.jsonl:3', 'NUL byte', '→ Remove it'],
    },
    {
      what: 'a prompt in Latin-1',
      spoil: each(swap('prompt.md', 'tool shop', 'tool café'), encode('prompt.md', 'latin1')),
      says: ['prompt.md:6', 'not valid UTF-8', '→ Save it as UTF-8'],
    },
  ],
  sizes: [
    {
      what: 'an empty dataset',
      spoil: file('golden.jsonl', ''),
      says: ['golden.jsonl: the dataset holds no sample', '→ Add samples.'],
    },
    {
      what: 'an empty experiment',
      spoil: file('shop.yaml', ''),
      says: ['shop.yaml:1:1', 'an experiment is a mapping of keys', '→ Start with `name:'],
    },
    {
      what: 'an empty prompt',
      spoil: file('prompt.md', ''),
      says: ['prompt.md', 'no "# user" section', '→ Add a line "# user"'],
    },
    {
      what: 'an experiment of two megabytes',
      spoil: append('shop.yaml', '#'.repeat(2_000_000)),
      says: ['shop.yaml', 'more than an experiment may have', '→ Is this the right file?'],
    },
    {
      what: 'a dataset line of five megabytes',
      spoil: append('golden.jsonl', `\n{"id":"x","vars":{"question":"${'a'.repeat(5_000_000)}"}}`),
      says: ['golden.jsonl:13', 'over the limit', '→ Shorten its documents'],
    },
    {
      what: 'a prompt of two megabytes',
      spoil: append('prompt.md', 'x'.repeat(2_000_000)),
      says: ['prompt.md:8', 'characters at most', '→ Bring large texts in through the dataset.'],
    },
    {
      what: 'a grid of 100,000 points',
      spoil: append(
        'shop.yaml',
        `grid: { from: base, maxTokens: [${Array.from({ length: 1000 }, (_, n) => n + 1)}], ragChunks: [${Array.from({ length: 100 }, (_, n) => n)}] }\n`,
      ),
      says: ['shop.yaml:13:1 grid', '100000 points', '→ Cross fewer values.'],
    },
    {
      what: 'answers of no token',
      spoil: swap('shop.yaml', 'maxTokens: 200', 'maxTokens: 0'),
      says: ['shop.yaml:6', '`maxTokens` is out of range', '→ Use a value that is at least 1.'],
    },
  ],
};
