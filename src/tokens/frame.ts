/** What of a request costs tokens beside its texts. */
export interface RequestFrame {
  readonly messages: number;
  /** Tools are offered: `required` when the model must use one. */
  readonly tools?: 'offered' | 'required';
}

/** A request of one message counts 7 tokens more than its text (Anthropic's counter, Claude Haiku 4.5). */
const ONE_MESSAGE = 7;
/** What each further message adds is not published: role and turn marks, a few tokens. */
const FURTHER_MESSAGE = 4;
/** The text that the service puts before tool definitions (Anthropic documentation, Claude 4 models). */
const TOOLS = { offered: 346, required: 313 } as const;

/** Input tokens of a request that are not in its texts. */
export function frameTokens({ messages, tools }: RequestFrame): number {
  const turns = ONE_MESSAGE + FURTHER_MESSAGE * Math.max(0, messages - 1);
  return tools === undefined ? turns : turns + TOOLS[tools];
}
