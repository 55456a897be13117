import type { Score } from '../../domain/index.js';
import { totalInputTokens } from '../../domain/index.js';
import { FLAG_KINDS, flagKinds } from '../flag-words.js';
import { ABSENT, decimal, percent, signed, usd } from '../format.js';
import type { FlaggedDetail, TrialDetail } from '../port.js';
import { html, type Markup, NOTHING } from './markup.js';
import { scoreDetail } from './score-detail.js';
import { headRow, tableBox } from './table.js';
import { wordDiff } from './word-diff.js';

/** One flagged sample, closed until it is wanted: the evidence that a reviewer needs to accept or reject. */
export function flaggedCard(flag: FlaggedDetail, baseline: string): Markup {
  const loss = flag.before === 0 ? 0 : flag.after / flag.before - 1;
  const tags = [flag.dataset, flag.intent, ...flag.tags].join(', ');
  return html`<details class="flag" data-candidate="${flag.candidate}" data-sample="${flag.sampleId}"><summary><span class="id">${flag.sampleId}</span> <span class="drop">${decimal(flag.before, 2)} → ${decimal(flag.after, 2)} (${percent(loss, { sign: true })})</span> ${kindBadges(flag)}${reviewBadge(flag)}<span class="ask">${flag.question}</span></summary>
<div class="evidence">
<p class="meta">${tags}</p>
<p class="meta decided">${flag.review === null ? NOTHING : html`${flag.review.decision}ed: ${flag.review.reason}`}</p>
<h4>Question</h4><p class="text">${flag.question}</p>
${history(flag)}${answers(flag, baseline)}
${scores(flag, baseline)}
${passages(flag)}</div></details>
`;
}

/** Every kind by its name; a drop alone is shown by its figures too, and stays quiet. */
function kindBadges(flag: FlaggedDetail): Markup {
  const kinds = flagKinds(flag);
  const said = FLAG_KINDS.filter(([kind]) => kinds.includes(kind));
  return html`${said.map(([kind, name]) => html`<span class="badge ${kind === 'drop' ? 'quiet' : 'fail'}">${name}</span> `)}`;
}

function reviewBadge(flag: FlaggedDetail): Markup {
  if (flag.review === null) return html`<span class="badge review inconclusive">not reviewed</span>`;
  const tone = flag.review.decision === 'accept' ? 'pass' : 'fail';
  return html`<span class="badge review ${tone}">${flag.review.decision}ed</span>`;
}

function history(flag: FlaggedDetail): Markup {
  if (flag.history.length === 0) return NOTHING;
  return html`<h4>Conversation before it</h4><ol class="history">${flag.history.map((turn) => html`<li><b>${turn.role}</b> <span class="text">${turn.content}</span></li>`)}</ol>
`;
}

function passages(flag: FlaggedDetail): Markup {
  const references = flag.references.map((text) => html`<li class="text">${text}</li>`);
  const documents = flag.documents.map(
    (document) => html`<li><b>${document.id}</b> <span class="text">${document.text}</span></li>`,
  );
  return html`${references.length === 0 ? NOTHING : html`<h4>Reference</h4><ul>${references}</ul>`}${documents.length === 0 ? NOTHING : html`<h4>Documents, as retrieved</h4><ol>${documents}</ol>`}`;
}

function answers(flag: FlaggedDetail, baseline: string): Markup {
  const { baselineTrial: before, candidateTrial: after } = flag;
  const diff =
    before.state === 'completed' && after.state === 'completed'
      ? wordDiff(before.text, after.text)
      : undefined;
  const side = (
    title: string,
    trial: TrialDetail,
    marked: Markup | undefined,
  ): Markup => html`<div><h5>${title}</h5>${
    trial.state === 'failed'
      ? html`<p class="text">No answer: ${trial.reason}</p>`
      : html`<p class="text answer">${marked ?? trial.text}</p><p class="meta">${trialFigures(trial)}</p>`
  }</div>
`;
  const unmarked =
    diff?.marked === false
      ? html`<p class="meta">The answers have too little in common for their words to be marked.</p>`
      : NOTHING;
  return html`<h4>Answers</h4>${unmarked}<div class="sides">${side(baseline === 'baseline' ? baseline : `${baseline} (baseline)`, before, diff?.before)}${side(flag.candidate, after, diff?.after)}</div>
`;
}

function trialFigures(trial: Extract<TrialDetail, { state: 'completed' }>): string {
  const { usage } = trial;
  const tokens =
    usage === null
      ? 'tokens unknown'
      : `${decimal(totalInputTokens(usage), 0)} tokens in, ${decimal(usage.outputTokens, 0)} out`;
  const cost = trial.costUsd === null ? 'cost unknown' : usd(trial.costUsd);
  const latency = trial.latencyMs === null ? 'latency unknown' : `${decimal(trial.latencyMs, 0)} ms`;
  return `${tokens}; ${cost}; ${latency}; stopped by ${trial.stopReason}`;
}

function scores(flag: FlaggedDetail, baseline: string): Markup {
  const before = flag.baselineTrial.state === 'completed' ? flag.baselineTrial.scores : {};
  const after = flag.candidateTrial.state === 'completed' ? flag.candidateTrial.scores : {};
  const metrics = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  if (metrics.length === 0) return NOTHING;
  const rows = metrics.map(
    (
      metric,
    ) => html`<tr><th scope="row">${metric}</th>${scoreCell(before[metric])}${scoreCell(after[metric])}<td class="num">${change(before[metric], after[metric])}</td></tr>
`,
  );
  const head = headRow([
    { title: 'metric', text: true },
    { title: baseline },
    { title: flag.candidate },
    { title: 'change' },
  ]);
  return html`<h4>Scores</h4>${tableBox(`Scores of ${flag.sampleId}`, head, rows)}${reasons(baseline, before)}${reasons(flag.candidate, after)}`;
}

function scoreCell(score: Score | undefined): Markup {
  if (score === undefined) return html`<td class="num">${ABSENT}</td>`;
  if (score.state === 'unscored')
    return html`<td class="num">${ABSENT}<span class="ci">${score.reason}</span></td>`;
  return html`<td class="num">${decimal(score.value, 3)}</td>`;
}

function change(before: Score | undefined, after: Score | undefined): string {
  return before?.state === 'scored' && after?.state === 'scored'
    ? signed(after.value - before.value, 3)
    : ABSENT;
}

function reasons(who: string, scored: { readonly [metric: string]: Score }): Markup {
  const items = Object.entries(scored).flatMap(([metric, score]) => {
    const detail =
      score.state === 'scored' && score.detail !== undefined ? scoreDetail(score.detail) : undefined;
    return detail === undefined ? [] : [html`<li><b>${metric}</b>: ${detail}</li>`];
  });
  return items.length === 0 ? NOTHING : html`<h5>Why ${who} scored so</h5><ul class="reasons">${items}</ul>`;
}
