/** Whoever answers questions: a person at a terminal, or a test. Each promise may reject with `Cancelled`. */
// @ts-nocheck

export interface Asker {
  /** One line of text. */
  text(question: TextQuestion): Promise<string>;
  /** One of several values. */
  choose<T>(question: ChoiceQuestion<T>): Promise<T>;
  /** Any of several values. */
  chooseSome<T>(question: Omit<ChoiceQuestion<T>, 'initial'>): Promise<readonly T[]>;
  confirm(question: { readonly message: string; readonly initial: boolean }): Promise<boolean>;
  /** Something worth knowing before the next question. */
  tell(text: string): void;
}

/** A question that is answered in words. */
export interface TextQuestion {
  readonly message: string;
  /** What an empty answer means; shown. */
  readonly initial?: string;
  /** Shown where nothing is typed yet and an empty answer means nothing. */
  readonly example?: string;
  /** Whether an empty answer is one. */
  readonly optional?: boolean;
  /** What is wrong with an answer. */
  readonly fault?: (answer: string) => string | undefined;
}

/** A question that is answered by one of a list; a long list is searched by typing. */
export interface ChoiceQuestion<T> {
  readonly message: string;
  readonly options: readonly Choice<T>[];
  readonly initial?: T;
}

/** One line of a list. */
export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** The person does not want to go on. */
export class Cancelled extends Error {}
