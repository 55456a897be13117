/**
 * A model's name as Service Quotas writes it (`Anthropic Claude Sonnet 4.5 V1`), made from its id: words in capitals,
 * neighbouring numbers joined by a point, date and revision left out.
 */
export function quotaModelName(bareModelId: string): string {
  const [vendor = '', model = ''] = bareModelId.split(/\.(.*)/s);
  const version = /-v(\d+)(?::\d+)?$/.exec(model);
  const words: string[] = [];
  for (const part of model
    .replace(/-\d{8}/, '')
    .replace(/-v\d+(?::\d+)?$/, '')
    .split('-')) {
    const before = words.at(-1);
    if (/^\d+$/.test(part) && before !== undefined && /^\d+$/.test(before)) {
      words[words.length - 1] = `${before}.${part}`;
    } else words.push(capital(part));
  }
  return [capital(vendor), ...words, ...(version === null ? [] : [`V${version[1]}`])].join(' ');
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
