// Checks the direction of imports between the rooms of src/ and fails when it looked at nothing.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const command = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
let output;
try {
  output = execFileSync(
    process.execPath,
    [command, 'src', '--config', '.dependency-cruiser.cjs', '-T', 'json'],
    {
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
    },
  );
} catch (error) {
  output = error.stdout;
  if (!output) throw error;
}
const { summary, modules } = JSON.parse(output);
const own = modules.filter((module) => module.source.startsWith('src/'));
const edges = own.reduce((sum, module) => sum + module.dependencies.length, 0);
const violations = summary.violations.filter(
  (violation) => !isPortType(violation) && !isTypeCycle(violation),
);
for (const violation of violations) {
  console.error(`${violation.rule.severity} ${violation.rule.name}: ${violation.from} → ${violation.to}`);
}
if (own.length === 0 || edges === 0) {
  console.error(`rooms: cruised ${own.length} modules and ${edges} imports; the check itself is broken`);
  process.exit(1);
}
console.log(`rooms: ${own.length} modules, ${edges} imports, ${violations.length} violations`);
if (violations.length > 0) process.exit(1);

// The parser does not tell type imports apart; `verbatimModuleSyntax` makes them visible in the text.

/** A room may import the type of a port that a lower room declares. */
function isPortType({ from, to, rule }) {
  return (
    rule.name.endsWith('-imports-only-from-above') && /\/port\.ts$/.test(to) && importsOnlyTypes(from, to)
  );
}

/** A cycle that a type import closes does not exist at run time. */
function isTypeCycle({ from, rule, cycle }) {
  if (rule.name !== 'no-circular') return false;
  const path = [from, ...cycle.map((step) => step.name ?? step)];
  return path.some((file, at) => importsOnlyTypes(file, path[(at + 1) % path.length]));
}

function importsOnlyTypes(from, to) {
  const statements = readFileSync(from, 'utf8').match(/^(?:import|export)\b[^;]*?from\s*'[^']+'/gm) ?? [];
  const relevant = statements.filter((statement) => {
    const specifier = /'([^']+)'$/.exec(statement)[1];
    return (
      specifier.startsWith('.') &&
      new URL(specifier, `file:///${from}`).pathname.slice(1).replace(/\.js$/, '.ts') === to
    );
  });
  return relevant.length > 0 && relevant.every((statement) => /^(?:import|export)\s+type\b/.test(statement));
}
