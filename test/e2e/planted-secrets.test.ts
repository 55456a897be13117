import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { answer, converseAnswer, refuse, type StubServer, startStub } from '../model/stub-server.js';
import { createProject, experimentYaml } from './project.js';

// The key pair of AWS's own documentation, and tokens made up for this test.
const KEY_ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const SESSION = 'FwoGZXIvYXdzEJr//////////wEaDPlanted+Session/Token==';
const BEARER = 'ABSKQmVkcm9ja0FQSUtleS1wbGFudGVk';
const PROXY_PASSWORD = 'pass-of-the-proxy';

let stub: StubServer | undefined;
afterEach(() => stub?.close());

it.each([
  ['keys', { AWS_ACCESS_KEY_ID: KEY_ID, AWS_SECRET_ACCESS_KEY: SECRET, AWS_SESSION_TOKEN: SESSION }],
  ['an API key', { AWS_BEARER_TOKEN_BEDROCK: BEARER }],
])(
  'a run with %s leaves no secret on the terminal, in the database or in a report, though every refusal repeats them',
  async (_, credentials) => {
    // Every other call is refused with all that a careless service or proxy could say back.
    stub = await startStub((response, { headers }, nth) => {
      if (nth % 2 === 0) return answer(response, converseAnswer());
      const said = `refused ${JSON.stringify(headers)} ${Object.values(credentials).join(' ')} via http://alice:${PROXY_PASSWORD}@proxy:1`;
      refuse(response, 400, 'ValidationException', { message: said });
    });
    const project = createProject({ samples: 4, experiment: experimentYaml({ judge: false }) });
    const env = {
      ...credentials,
      AWS_ENDPOINT_URL: stub.url,
      HTTPS_PROXY: `http://alice:${PROXY_PASSWORD}@127.0.0.1:9`,
    };
    const ended = await project.cli(['run', 'shop.yaml', '-j', '1'], env);
    expect(ended.code, ended.stderr).toBe(1);
    expect(stub.seen.length).toBe(8);

    const signatures = stub.seen.map(
      ({ headers }) => /Signature=([0-9a-f]+)/.exec(headers.authorization ?? '')?.[1],
    );
    const secrets = [...Object.values(credentials), PROXY_PASSWORD, ...signatures].filter(
      (secret) => secret !== undefined,
    );
    const written = filesBelow(project.folder);
    expect(written.some((file) => file.endsWith('parsimony.db'))).toBe(true);
    expect(written.some((file) => file.endsWith('report.html'))).toBe(true);
    const places = new Map(written.map((file) => [file, readFileSync(file).toString('latin1')]));
    places.set('stdout', ended.stdout).set('stderr', ended.stderr);
    // The refusals themselves are on record, in plain bytes: else the database could hide what is looked for.
    const database = [...places].filter(([place]) => /parsimony\.db(-wal)?$/.test(place));
    expect(database.some(([, text]) => text.includes('refused'))).toBe(true);
    for (const [place, text] of places) {
      for (const secret of secrets) expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
    }
  },
);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
