import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { file, PARAMS, problemsOf, promptOf, sampleOf } from './fixture.js';

const LOOK_UP = {
  name: 'look_up',
  description: 'Finds an order.',
  inputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
};
const BODY = '# user\n{{ question }}';
const inline = (tools: unknown, more = '') => `---\ntools: ${JSON.stringify(tools)}\n${more}---\n${BODY}`;

describe('tools of a prompt', () => {
  test('stand in the front matter, or in a JSON or YAML file beside it: the same tools', () => {
    const written = promptOf(inline([LOOK_UP]));
    const json = file('tools.json', JSON.stringify([LOOK_UP]));
    const yaml = file(
      'tools.yaml',
      'tools:\n  - name: look_up\n    description: Finds an order.\n    inputSchema:\n      type: object\n      properties: { id: { type: string } }\n      required: [id]\n',
    );
    expect(written.tools).toEqual({ tools: [LOOK_UP] });
    for (const path of [json, yaml]) {
      const prompt = promptOf(`---\ntools: ${basename(path)}\n---\n${BODY}`);
      expect(prompt.tools).toEqual(written.tools);
      expect(prompt.toolsPath).toBe(path);
    }
    expect(promptOf(BODY).tools).toBeUndefined();
  });

  test('may be written as the service writes them', () => {
    const wrapped = { toolSpec: { ...LOOK_UP, inputSchema: { json: LOOK_UP.inputSchema } } };
    expect(promptOf(inline([wrapped])).tools).toEqual({ tools: [LOOK_UP] });
  });

  test('are a component of their own, and part of the hash', () => {
    const path = file('hashed.json', JSON.stringify([LOOK_UP]));
    const text = `---\ntools: hashed.json\n---\n${BODY}`;
    const before = promptOf(text);
    expect(before.render(sampleOf(), PARAMS).components.tools).toEqual([JSON.stringify(LOOK_UP)]);
    expect(promptOf(text).hash).toBe(before.hash);
    file(basename(path), JSON.stringify([{ ...LOOK_UP, description: 'Another.' }]));
    expect(promptOf(text).hash).not.toBe(before.hash);
  });

  test('can be chosen: auto, any or one by name', () => {
    const choice = (written: string) => promptOf(inline([LOOK_UP], `toolChoice: ${written}\n`)).tools?.choice;
    expect([choice('auto'), choice('any'), choice('{ tool: look_up }')]).toEqual([
      'auto',
      'any',
      { tool: 'look_up' },
    ]);
  });

  test('that are wrong are all reported, each with its line', () => {
    const path = file(
      'bad-tools.yaml',
      `- { name: "has space", inputSchema: { type: object } }
- { name: twice, inputSchema: { type: object } }
- { name: twice, inputSchema: { type: object } }
- { name: text, inputSchema: { type: string } }
- { name: unsound, inputSchema: { type: object, properties: { a: { type: 7 } } } }
- { name: bare }
- { name: blank, description: "", inputSchema: { type: object } }
- { name: more, input_schema: {}, inputSchema: { type: object } }
- just text
`,
    );
    const problems = problemsOf(() => promptOf(`---\ntools: bad-tools.yaml\n---\n${BODY}`));
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ['bad-tool', 1],
      ['duplicate-tool', 3],
      ['bad-tool', 4],
      ['bad-tool', 5],
      ['bad-tool', 6],
      ['bad-tool', 7],
      ['bad-tool', 8],
      ['bad-tool', 9],
    ]);
    expect(problems.every((problem) => problem.file === path && problem.hint !== undefined)).toBe(true);
    expect(problems.at(3)?.message).toContain('not a JSON Schema');
    expect(problems.at(6)?.hint).toBe('Did you mean `inputSchema`?');
  });

  test.each([
    ['---\ntoolChoice: any\n---\n', 'contradiction', 2],
    [`---\ntools: [${JSON.stringify(LOOK_UP)}]\ntoolChoice: { tool: lookup }\n---\n`, 'unknown-tool', 3],
    [`---\ntools: [${JSON.stringify(LOOK_UP)}]\ntoolChoice: some\n---\n`, 'wrong-type', 3],
    ['---\ntools: []\n---\n', 'wrong-type', 2],
    ['---\ntools: { name: x }\n---\n', 'wrong-type', 2],
    ['---\ntools: nowhere.json\n---\n', 'missing-file', 2],
  ])('%j is refused', (head, code, line) => {
    const problems = problemsOf(() => promptOf(head + BODY));
    expect(problems.map((problem) => [problem.code, problem.line])).toEqual([[code, line]]);
  });

  test('that are no list, or no YAML, are told with the place in their own file', () => {
    const codeOf = (name: string, text: string) => {
      file(name, text);
      return problemsOf(() => promptOf(`---\ntools: ${name}\n---\n${BODY}`)).map(({ code, line }) => [
        code,
        line,
      ]);
    };
    expect(codeOf('mapping.yaml', 'a: 1\n')).toEqual([['wrong-type', 1]]);
    expect(codeOf('broken.json', '[\n{"name": }\n')[0]?.[0]).toBe('bad-yaml');
  });
});
