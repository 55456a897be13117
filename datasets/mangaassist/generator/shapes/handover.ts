import type { Context } from '../shape.js';

/** What a human agent must know; every part is a sentence without its full stop. */
export interface Handover {
  readonly issue: string;
  readonly tried: string;
  readonly mood: string;
  readonly order: string;
  readonly action: string;
}

/** The summary of a conversation for the agent who takes over, in one of four layouts. */
export function handover(c: Context, { issue, tried, mood, order, action }: Handover): string {
  return c.turn([
    `Summary for the agent. Issue: ${issue}. Tried so far: ${tried}. Sentiment: ${mood}. Order details: ${order}. Recommended action: ${action}.`,
    `Handover to a human agent:\n- Issue: ${issue}\n- What was tried: ${tried}\n- Sentiment: ${mood}\n- Details: ${order}\n- Recommended: ${action}`,
    `For the human agent: ${issue}. So far: ${tried}. The customer is ${mood}. Facts of the case: ${order}. Please proceed as follows: ${action}.`,
    `Escalation note. ${order}. Problem: ${issue}. Steps taken: ${tried}. Mood: ${mood}. Next step: ${action}.`,
  ]);
}

/** The same in Japanese. */
export function handoverJa(c: Context, { issue, tried, mood, order, action }: Handover): string {
  return c.turn([
    `【担当者への引き継ぎ】問題:${issue}。これまでの対応:${tried}。お客様の様子:${mood}。注文情報:${order}。推奨対応:${action}。`,
    `引き継ぎ要約\n・内容:${issue}\n・対応済み:${tried}\n・ご様子:${mood}\n・注文:${order}\n・次の対応:${action}`,
  ]);
}
