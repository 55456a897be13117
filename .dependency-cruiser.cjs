/**
 * The rooms of src/ in the order data flows (docs/design.md §3). A room imports only from rooms above it;
 * a room's door is its index.ts or port.ts, and nobody reaches past it.
 */
const rooms = [
  'domain', 'stats', 'cost', 'tokens', 'embed', 'dataset', 'prompt', 'experiment', 'model', 'scorer',
  'store', 'run', 'analyze', 'search', 'gate', 'report', 'promote', 'emulator', 'app', 'cli',
];
const alone = ['domain', 'stats'];

const forbidden = [
  { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'no-reaching-past-the-door',
    severity: 'error',
    comment: 'Import another room through its index.ts or port.ts.',
    from: { path: '^src/([^/]+)/' },
    to: { path: '^src/[^/]+/.+', pathNot: ['^src/$1/', '^src/[^/]+/(index|port)\\.ts$'] },
  },
  {
    name: 'pure-rooms-do-no-io',
    severity: 'error',
    comment: 'domain, stats, cost and search do no I/O: crypto for hashes is all they may take from Node.',
    from: { path: '^src/(domain|stats|cost|search)/' },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
  },
  {
    name: 'emulator-knows-no-client',
    severity: 'error',
    from: { path: '^src/emulator/' },
    to: { path: '^src/', pathNot: '^src/(emulator|domain|tokens)/' },
  },
];

for (const [position, room] of rooms.entries()) {
  const below = rooms.slice(position + 1);
  const unreachable = alone.includes(room) ? rooms.filter((other) => other !== room) : below;
  if (unreachable.length === 0) continue;
  forbidden.push({
    name: `${room}-imports-only-from-above`,
    severity: 'error',
    comment: "Only a port's type may come from a lower room.",
    from: { path: `^src/${room}/` },
    to: {
      path: `^src/(${unreachable.join('|')})/`,
    },
  });
}

module.exports = {
  forbidden,
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'], mainFields: ['module', 'main'] },
    moduleSystems: ['es6'],
  },
};
