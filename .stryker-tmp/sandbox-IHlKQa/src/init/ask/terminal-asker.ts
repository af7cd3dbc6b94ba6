// @ts-nocheck
import { Writable } from 'node:stream';

import type * as ClackPrompts from '@clack/prompts';

import { visible } from '../../diagnostics/visible.ts';
import { Cancelled } from './asker.ts';
import type { Asker, Choice, ChoiceQuestion, TextQuestion } from './asker.ts';

/** The terminal that questions are put on. */
export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly color: boolean;
}

// A list that is longer than a glance is searched.
const longestMenu = 8;

type Prompts = Pick<typeof ClackPrompts, 'autocomplete' | 'select'>;

/** Asks a person; the prompts are loaded only now, because most commands ask nothing. */
export async function terminalAsker(terminal: Terminal): Promise<Asker> {
  const prompts = await import('@clack/prompts');
  const { input, output, color } = terminal;
  const streams = { input, output: color ? output : withoutColor(output) };
  return {
    text: async (question) => {
      const answer = await prompts.text({ ...streams, ...textOptions(question) });
      return answered(answer).trim();
    },
    choose: (question) => choose(prompts, streams, question),
    chooseSome: async ({ message, options }) => {
      const indices = await prompts.multiselect<string>({
        ...streams,
        message: visible(message),
        options: lines(options),
        required: false,
        maxItems: longestMenu,
      });
      return answered(indices).map((answer) => valueOf(options, answer));
    },
    confirm: async ({ message, initial }) => {
      const question = { ...streams, message: visible(message), initialValue: initial };
      return answered(await prompts.confirm(question));
    },
    tell: (text) => {
      prompts.log.message(text.split('\n').map(visible), { output: streams.output });
    },
  };
}

// The prompts answer with a symbol where somebody cancels, and with nothing else of that kind.
function answered<T>(answer: T): Exclude<T, symbol> {
  if (typeof answer === 'symbol') throw new Cancelled();
  // The only symbol was just taken away, which the compiler does not follow for a type parameter.
  return answer as Exclude<T, symbol>;
}

async function choose<T>(
  prompts: Prompts,
  streams: { input: NodeJS.ReadStream; output: Writable },
  { message, options, initial }: ChoiceQuestion<T>,
): Promise<T> {
  const offered = lines(options);
  const at = offered[options.findIndex(({ value }) => value === initial)];
  const shared = {
    ...streams,
    message: visible(message),
    ...(at === undefined ? {} : { initialValue: at.value }),
    maxItems: longestMenu,
  };
  const answer =
    options.length <= longestMenu
      ? await prompts.select<string>({ ...shared, options: offered })
      : await prompts.autocomplete<string>({
          ...shared,
          options: function () {
            return bestFirst(offered, this.userInput);
          },
          placeholder: `type to search ${String(options.length)} of them`,
          filter: (search, { label = '', hint = '' }) => isIn(`${label} ${hint}`, search),
          validate: (value) =>
            typeof value === 'string' ? undefined : 'Nothing fits; search for something else.',
        });
  return valueOf(options, answered(answer));
}

/** What is found in the line itself before what is only found in the words beside it. */
function bestFirst(offered: readonly Line[], search: string): Line[] {
  return [
    ...offered.filter(({ label }) => isIn(label, search)),
    ...offered.filter(({ label }) => !isIn(label, search)),
  ];
}

/** Whether every word of a search stands in a text. */
function isIn(text: string, search: string): boolean {
  const lower = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => lower.includes(word));
}

/** What the prompts are given: values are digits, so that no text of a description means anything to them. */
interface Line {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

function lines<T>(options: readonly Choice<T>[]): Line[] {
  return options.map(({ label, hint }, index) => ({
    value: String(index),
    label: visible(label),
    ...(hint === undefined || hint === '' ? {} : { hint: visible(hint) }),
  }));
}

function valueOf<T>(options: readonly Choice<T>[], answer: string): T {
  const chosen = options[Number(answer)];
  if (chosen === undefined) throw new Error('A prompt gave an answer that was not offered.');
  return chosen.value;
}

function textOptions({ message, initial, example, optional = false, fault }: TextQuestion): {
  readonly message: string;
  readonly placeholder?: string;
  readonly defaultValue: string;
  readonly validate: (answer: string | undefined) => string | undefined;
} {
  const placeholder = initial ?? example;
  return {
    message: visible(message),
    ...(placeholder === undefined ? {} : { placeholder: visible(placeholder) }),
    defaultValue: initial ?? '',
    validate: (given) => {
      const answer = given?.trim() ?? '';
      if (answer !== '') return fault?.(answer);
      return initial === undefined && !optional ? 'Please say something.' : undefined;
    },
  };
}

/** The same terminal with nothing painted; the cursor still moves. */
function withoutColor(output: NodeJS.WriteStream): Writable {
  const plain = new Writable({
    write: (chunk: unknown, _encoding, done) => {
      output.write(String(chunk).replaceAll(/\u001B\[[\d;]*m/g, ''), done);
    },
  });
  output.on('resize', () => plain.emit('resize'));
  return Object.defineProperties(plain, {
    isTTY: { value: true },
    columns: { get: () => output.columns },
    rows: { get: () => output.rows },
  });
}
