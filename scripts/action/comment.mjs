// Puts report.md on the pull request as one comment, which later jobs bring up to date. What goes wrong here is a
// warning: it must not change what the gate found. A pull request from a fork, say, has no token that may write.
import { readFileSync } from 'node:fs';

const {
  GITHUB_TOKEN: token = '',
  GITHUB_API_URL: api = 'https://api.github.com',
  GITHUB_REPOSITORY: repository = '',
  GITHUB_EVENT_PATH: eventPath,
  MARKDOWN: markdown = '',
  COMMENT_KEY: key = '',
} = process.env;

try {
  const event = eventPath === undefined ? {} : JSON.parse(readFileSync(eventPath, 'utf8'));
  const number = event.pull_request?.number;
  if (number === undefined) console.log('no pull request: nothing to comment on');
  else await comment(number);
} catch (error) {
  console.log(`::warning title=Parsimony::the verdict was not commented: ${oneLine(error.message)}`);
}

async function comment(number) {
  // Base64, so that no path can end the HTML comment that it stands in.
  const marker = `<!-- parsimony gate ${Buffer.from(key).toString('base64')} -->`;
  const body = `${marker}\n${readFileSync(markdown, 'utf8')}`;
  const own = await findOwn(number, marker);
  if (own === undefined) await call('POST', `/repos/${repository}/issues/${number}/comments`, { body });
  else await call('PATCH', `/repos/${repository}/issues/comments/${own}`, { body });
  console.log(own === undefined ? 'commented' : 'brought the comment up to date');
}

async function findOwn(number, marker) {
  for (let page = 1; page <= 50; page += 1) {
    const comments = await call(
      'GET',
      `/repos/${repository}/issues/${number}/comments?per_page=100&page=${page}`,
    );
    const own = comments.find(({ body, user }) => user?.type === 'Bot' && body?.startsWith(marker));
    if (own !== undefined) return own.id;
    if (comments.length < 100) return undefined;
  }
  return undefined;
}

async function call(method, path, body) {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'x-github-api-version': '2022-11-28',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new Error(`${method} ${path.split('?')[0]}: ${response.status}`);
  return response.json();
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ');
}
