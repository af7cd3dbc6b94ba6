// @ts-nocheck
import { styleText } from 'node:util';

type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow';

/** Puts text into the colours of a terminal, or leaves it as it is. */
export type Paint = Readonly<Record<Style, (text: string) => string>>;

/** The colours of printed reports; whether they are wanted is the caller's to know. */
export function paintFor(color: boolean): Paint {
  const style = (name: Style) => (text: string) =>
    color ? styleText(name, text, { validateStream: false }) : text;
  return {
    bold: style('bold'),
    dim: style('dim'),
    green: style('green'),
    red: style('red'),
    yellow: style('yellow'),
  };
}
