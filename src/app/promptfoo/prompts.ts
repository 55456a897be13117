import path from 'node:path';
import { isRecord } from '../../domain/index.js';
import { type ChatMessage, messagesOf, readChat } from './chat-messages.js';
import { type ConfigNode, parseConfig } from './config-node.js';
import type { Findings, Place } from './findings.js';
import { filesOf, holdsCode, readTextFile } from './text-file.js';
import { toLiquid } from './to-liquid.js';
import { createNames } from './unique-names.js';

/** A prompt as it will be written. */
export interface ConvertedPrompt {
  readonly name: string;
  /** What `prompts` filters of providers and tests may call it. */
  readonly aliases: readonly string[];
  readonly system: string;
  readonly user: string;
  /** Variables that its templates name. */
  readonly names: readonly string[];
  readonly place: Place;
}

interface RawPrompt {
  readonly label: string | undefined;
  readonly reference: string;
  readonly place: Place;
  readonly messages: readonly ChatMessage[];
}

/** The prompts of a configuration: inline, from files (text, markdown, chat as JSON or YAML), with labels. */
export function convertPrompts(
  config: ConfigNode,
  rename: ReadonlyMap<string, string>,
  findings: Findings,
): readonly ConvertedPrompt[] {
  const folder = path.dirname(config.place.file);
  const node = config.child('prompts');
  // An old form: {file: label}.
  const raws =
    isRecord(node.value) && !('raw' in node.value) && !('id' in node.value)
      ? node
          .entries()
          .flatMap(([file, label]) => readReference(file, textOr(label.value), label.place, folder, findings))
      : node.items().flatMap((item) => readEntry(item, folder, findings));
  const names = createNames();
  return raws.map((raw, at) => {
    const name = names.take(raw.label ?? nameOf(raw.reference) ?? `prompt-${at + 1}`);
    return { ...translate(raw, rename, findings), name, aliases: aliasesOf(raw, name), place: raw.place };
  });
}

function aliasesOf({ label, reference }: RawPrompt, name: string): readonly string[] {
  return [name, reference, reference.replace(/^file:\/\//, ''), ...(label === undefined ? [] : [label])];
}

function readEntry(item: ConfigNode, folder: string, findings: Findings): readonly RawPrompt[] {
  const { value, place } = item;
  if (typeof value === 'string') return readReference(value, undefined, place, folder, findings);
  if (!isRecord(value)) {
    findings.lost(place, 'a prompt that is no text', 'Write it as a text or as file://….');
    return [];
  }
  for (const [key, member] of item.entries()) {
    if (['id', 'label', 'raw', 'display'].includes(key)) continue;
    findings.lost(
      member.place,
      `\`${key}\` of a prompt`,
      'Parameters belong to a variant of the experiment.',
    );
  }
  const label = textOr(value.label) ?? textOr(value.display);
  const raw = textOr(value.raw);
  if (raw !== undefined) return [inline(raw, label, item.child('raw').place, findings)];
  const id = textOr(value.id);
  if (id !== undefined) return readReference(id, label, place, folder, findings);
  findings.lost(place, 'a prompt without `raw` or `id`', 'Give it one of them.');
  return [];
}

function readReference(
  written: string,
  label: string | undefined,
  place: Place,
  folder: string,
  findings: Findings,
): readonly RawPrompt[] {
  const isFile =
    written.startsWith('file://') ||
    (/\.(?:txt|md|json|jsonl|ya?ml|j2|csv|[cm]?[jt]s|py)(?::\w+)?$/.test(written) && !/\s/.test(written));
  if (/^(?:https?|langfuse|portkey|helicone|exec):/.test(written)) {
    findings.lost(place, `prompt ${written}: it is kept elsewhere`, 'Copy its text into a prompt file.');
    return [];
  }
  if (!isFile) return [inline(written, label, place, findings)];
  if (holdsCode(written)) {
    findings.lost(
      place,
      `prompt ${written}: a function builds it`,
      'A prompt is a Liquid template: write what the function builds, and compute the rest into vars of the samples.',
    );
    return [];
  }
  const files = filesOf(written, folder);
  if (files.length === 0) findings.lost(place, `prompt ${written}: no file fits`, 'Check the path.');
  return files.flatMap((file) => readPromptFile(file, written, label, place, findings));
}

function readPromptFile(
  file: string,
  reference: string,
  label: string | undefined,
  place: Place,
  findings: Findings,
): readonly RawPrompt[] {
  const read = readTextFile(file);
  if (read.state === 'unreadable') {
    findings.lost(place, `prompt file ${file}: ${read.reason}`, 'Check the path.');
    return [];
  }
  const source = { file, line: 1 };
  const base = { label, reference: reference.includes('*') ? file : reference };
  if (/\.ya?ml$/.test(file)) {
    const chat = messagesOf(parseConfig(read.text, file).value);
    if (chat !== undefined) return [{ ...base, place: source, messages: chat.messages }];
  }
  if (/\.(?:csv|jsonl)$/.test(file)) {
    findings.lost(
      place,
      `prompt file ${file}: a list of prompts in this form`,
      'Write each prompt to a file of its own.',
    );
    return [];
  }
  // Several prompts of one text file are divided by lines of dashes.
  const texts = /\.(?:txt|md|j2)$/.test(file) ? read.text.split(/^---[ \t]*$/m) : [read.text];
  return texts
    .filter((text) => text.trim() !== '')
    .map((text, at, all) => ({
      ...inline(text, all.length > 1 && label !== undefined ? `${label}-${at + 1}` : label, source, findings),
      reference: base.reference,
    }));
}

function inline(text: string, label: string | undefined, place: Place, findings: Findings): RawPrompt {
  const chat = readChat(text);
  if (chat === undefined) {
    if (/^\s*\[\s*\{\s*"role"/.test(text)) {
      findings.lost(
        place,
        'a chat whose JSON is built by template code: it is sent as one text',
        'Write the system text under "# system" and the question under "# user".',
      );
    }
    return { label, reference: text, place, messages: [{ role: 'user', text }] };
  }
  if (chat.dropped > 0) {
    findings.lost(
      place,
      `${chat.dropped} parts of the chat that are no text (images, files)`,
      'Prompts are text.',
    );
  }
  return { label, reference: text, place, messages: chat.messages };
}

function translate(
  { messages, place }: RawPrompt,
  rename: ReadonlyMap<string, string>,
  findings: Findings,
): Pick<ConvertedPrompt, 'system' | 'user' | 'names'> {
  const isSystem = ({ role }: ChatMessage): boolean => role === 'system' || role === 'developer';
  const turns = messages.filter((message) => !isSystem(message));
  const last = turns.at(-1);
  const earlier = turns.slice(0, -1);
  const names = new Set<string>();
  const write = (text: string): string => {
    const { liquid, names: found, untranslated } = toLiquid(text, rename);
    for (const name of found) names.add(name);
    for (const { text: piece, line, reason, alternative } of untranslated) {
      const at = place.line === undefined ? place : { ...place, line: place.line + line - 1 };
      findings.lost(at, `${piece}: ${reason}; it is sent as text`, alternative);
    }
    return escapeHeadings(liquid);
  };
  if (earlier.length > 0) {
    findings.changed(
      place,
      `${earlier.length} earlier turns of the chat stand in the user's text, each under its role`,
      'Where they are a conversation, give them to the samples as `history`.',
    );
  }
  if (last !== undefined && last.role !== 'user') {
    findings.changed(
      place,
      `the last turn is the ${last.role}'s: it is sent as the user's`,
      'Answers cannot be begun for the model here: say in the prompt how they should begin.',
    );
  }
  const before = earlier.map(
    ({ role, text }) => `${role === 'assistant' ? 'Assistant' : 'User'}: ${write(text)}\n\n`,
  );
  return {
    system: messages
      .filter(isSystem)
      .map(({ text }) => write(text))
      .join('\n\n'),
    user: before.join('') + write(last?.text ?? ''),
    names: [...names],
  };
}

/** A line that would begin a section of a prompt file, kept as text. */
function escapeHeadings(text: string): string {
  return text.replace(/^#([ \t]+(?:system|user|assistant)[ \t]*)$/gim, '{{ "#" }}$1');
}

function nameOf(reference: string): string | undefined {
  if (!/^file:\/\/|\.(?:txt|md|json|ya?ml|j2)$/.test(reference) || /\n/.test(reference)) return undefined;
  return path.parse(reference.replace(/^file:\/\//, '')).name.replaceAll('*', '');
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
