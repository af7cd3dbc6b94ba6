// @ts-nocheck
export { streamForm, streamedTypes } from '../model/streams.ts';
