import type { ScorableTrial } from '../../port.js';
import { type AskingCheck, type CheckResult, type GraderQuestion, unjudged } from '../check.js';

/** What is asked about a trial; or its result, where there is nothing to ask. */
export type Prepared<Verdict> =
  | { readonly state: 'ask'; readonly question: GraderQuestion<Verdict> }
  | { readonly state: 'decided'; readonly result: CheckResult };

export function lacks(reason: string): { readonly state: 'decided'; readonly result: CheckResult } {
  return { state: 'decided', result: unjudged(reason) };
}

/** An assertion that puts one question to the model that grades; without a readable verdict it is unscored. */
export function askGrader<Verdict>(options: {
  readonly criterion: string;
  readonly prepare: (trial: ScorableTrial) => Prepared<Verdict>;
  readonly judge: (
    verdict: Verdict,
    trial: ScorableTrial,
    tools: Parameters<AskingCheck['check']>[1],
  ) => CheckResult | Promise<CheckResult>;
}): AskingCheck {
  const { criterion, prepare, judge } = options;
  return {
    questions(trial) {
      const prepared = prepare(trial);
      return prepared.state === 'ask' ? [{ criterion, question: prepared.question }] : [];
    },
    async check(trial, tools) {
      if (tools.grader === undefined)
        return unjudged('no model that grades is named for the assertions scorer');
      const prepared = prepare(trial);
      if (prepared.state === 'decided') return prepared.result;
      const answer = await tools.grader.ask(prepared.question, { trial, criterion, signal: tools.signal });
      return answer.state === 'missing' ? unjudged(answer.reason) : judge(answer.verdict, trial, tools);
    },
  };
}
