// @ts-nocheck
import { entry } from './entry.ts';

/** What can be wrong with a file before its content is looked at. */
export const yamlDiagnostics = {
  'yaml/alias': entry<{ what: string }>({
    severity: 'error',
    message: (p) => `${p.what} stands here; integration.yaml has no anchors and aliases.`,
    fix: () => 'Write the value out where it is needed.',
  }),
  'yaml/duplicate-key': entry<{ key: string; line: number }>({
    severity: 'error',
    message: (p) => `The key "${p.key}" stands here for the second time (first on line ${p.line}).`,
    fix: (p) => `Keep one "${p.key}", or rename the other.`,
  }),
  'yaml/empty': entry<{ file: string }>({
    severity: 'error',
    message: (p) => `${p.file} holds nothing.`,
    fix: () => 'Write at least "integration", "systems" and "flows".',
  }),
  'yaml/key-not-text': entry<{ key: string }>({
    severity: 'error',
    message: (p) => `${p.key} is used as a key, but keys are text.`,
    fix: () => 'Put the key in quotes, or write a word.',
  }),
  'yaml/many-documents': entry<{ file: string }>({
    severity: 'error',
    message: (p) => `${p.file} holds a second YAML document from here on.`,
    fix: () => 'Give each integration a file of its own, and remove the line "---".',
  }),
  'yaml/merge-key': entry<object>({
    severity: 'error',
    message: () => 'The merge key "<<" stands here; integration.yaml does not merge mappings.',
    fix: () => 'Write the keys out where they are needed.',
  }),
  'yaml/not-a-mapping': entry<{ file: string; found: string }>({
    severity: 'error',
    message: (p) => `${p.file} holds ${p.found}, not a mapping of keys to values.`,
    fix: () => 'Start with "integration: <name>", then "systems:" and "flows:".',
  }),
  'yaml/not-utf-eight': entry<{ file: string }>({
    severity: 'error',
    message: (p) => `${p.file} is not text in UTF-8 from here on.`,
    fix: () => 'Save the file in the encoding UTF-8.',
  }),
  'yaml/number': entry<{ number: string; why: string }>({
    severity: 'error',
    message: (p) => `The number ${p.number} ${p.why}.`,
    fix: () => 'Write a number that can be held exactly, or put it in quotes if it is text.',
  }),
  'yaml/syntax': entry<{ what: string; fix: string }>({
    severity: 'error',
    message: (p) => p.what,
    fix: (p) => p.fix,
  }),
  'yaml/tag': entry<{ tag: string }>({
    severity: 'error',
    message: (p) => `The tag "${p.tag}" stands here; integration.yaml has no tags.`,
    fix: () => 'Remove the tag; put the value in quotes if it is to be text.',
  }),
  'yaml/too-deep': entry<{ most: number }>({
    severity: 'error',
    message: (p) => `More than ${p.most} levels stand inside each other here.`,
    fix: () => 'Remove the inner levels; integration.yaml needs fewer than ten.',
  }),
  'yaml/too-large': entry<{ file: string; bytes: number; most: number }>({
    severity: 'error',
    message: (p) => `${p.file} has ${p.bytes} bytes; ${p.most} are read at most.`,
    fix: () => 'Split it into several integrations.',
  }),
  'yaml/too-many': entry<{ most: number }>({
    severity: 'error',
    message: (p) =>
      `The file has more than ${p.most} keys and values; what follows here is too much.`,
    fix: () => 'Split it into several integrations.',
  }),
  'yaml/unreadable': entry<{ file: string; why: string }>({
    severity: 'error',
    message: (p) => `${p.file} cannot be read: ${p.why}.`,
    fix: () => 'Correct the path, or write the file.',
  }),
};
