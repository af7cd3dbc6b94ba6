export { clip, code, label, markdown, short } from '../../src/emit/markdown.ts';
