import { stringify } from 'yaml';
import type { SearchDocument, SearchFrontPoint } from '../search-document.js';

/** The config of a point as YAML to copy: a comment that says where it is from, then its keys, per intent if so chosen. */
export function configText(document: SearchDocument, point: SearchFrontPoint): string {
  const { search } = document;
  const config =
    point.perIntent === null
      ? (point.params ?? {})
      : Object.fromEntries(Object.entries(point.perIntent).map(([intent, { params }]) => [intent, params]));
  const emulated = search.emulated ? ', EMULATED: no evidence about a real model' : '';
  return `# ${comment(point.name)}, search ${comment(search.id)}${emulated}\n${stringify(config, { lineWidth: 0 })}`;
}

/** A name stays inside its comment whatever it holds. */
function comment(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 200);
}
