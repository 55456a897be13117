const overrides =
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|rules?|prompts?|guidelines?|above|previous)\b|\bsystem (?:override|prompt|message|note)\s*[:：]|\b(?:attention|note to|important)[, ]+(?:the )?(?:ai|assistant|model|chatbot)\b|\byou are now\b|\bnew instructions?\s*[:：]|(?:指示|命令|ルール)[^。\n]{0,12}(?:無視|忘れ)/i;
const orders =
  /\b(?:assistant|ai|model|chatbot|you)\b[^.\n]{0,30}\b(?:must|should|have to|shall)\b[^.\n]{0,20}\b(?:say|reply|respond|answer|tell|output|print|reveal|recommend|offer|give)\b|^(?:reply|respond|answer|output|print|say) (?:only )?(?:with|that|exactly|["“「])/i;
const payload =
  /\b(?:say|reply|respond|answer|output|print|tell (?:the )?(?:user|customer|them|everyone)|write)(?: only)?(?: with| that| exactly)*\s*[:：]?\s*(.+)$/i;
const japanesePayload = /[「『]([^」』]+)[」』]と(?:言|答|返|書|伝)/;

/** What an instruction hidden in a sentence wants to be said; undefined for a sentence that instructs nobody. */
export function findInjection(sentence: string): string | undefined {
  if (!overrides.test(sentence) && !orders.test(sentence)) return undefined;
  const demand = (japanesePayload.exec(sentence)?.[1] ?? payload.exec(sentence)?.[1] ?? '').trim();
  return demand.replace(/^["“'「]|["”'」.]+$/g, '').trim();
}

/** The question itself asks to drop the rules or to show them. */
export function asksToDropRules(question: string): boolean {
  return (
    overrides.test(question) ||
    /\b(?:reveal|show|print|repeat|tell me)\b[^.\n]{0,40}\b(?:system prompt|your (?:instructions|prompt|rules)|hidden)\b|\b(?:pretend|act as if)\b[^.\n]{0,40}\b(?:no rules|not bound|unrestricted|developer mode)\b|システムプロンプト/i.test(
      question,
    )
  );
}

/** The question wants the data of somebody else. */
export function asksForOthersData(question: string): boolean {
  return (
    /\b(?:another|other|someone else|somebody else|different|(?:my|the|a) (?:neighbou?r|friend|boss|colleague|brother|sister|roommate|ex|girlfriend|boyfriend|cousin|customer))(?:['’]s)?\b[^.?!\n]{0,40}\b(?:orders?|accounts?|address|e-?mail|phone|password|details|data|records?|history|card|parcel|package|loans?)\b|\b(?:orders?|accounts?|address|e-?mail|phone|details|data|records?|parcel|package)\b[^.?!\n]{0,25}\b(?:of|for|belonging to|placed by)\b[^.?!\n]{0,15}\b(?:another|someone else|other|my (?:neighbou?r|friend|boss|colleague|brother|sister|roommate|ex))\b/i.test(
      question,
    ) ||
    /(?:他の|別の)(?:お客様|人|方|客)[^。？]{0,20}(?:注文|住所|電話|情報|メール|履歴)|友(?:達|人)の(?:注文|住所|電話|情報)/.test(
      question,
    )
  );
}
