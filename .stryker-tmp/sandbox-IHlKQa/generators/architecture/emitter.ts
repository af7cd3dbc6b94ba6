// @ts-nocheck
import ejs from 'ejs';
import { readAsset } from '../../src/emit/asset.ts';
import type { Emitter } from '../../src/emit/emitter.ts';
import { viewOf } from './view.ts';

/** The architecture document: 500 to 900 words for whoever reviews, builds or is on call. */
export const architecture: Emitter = {
  id: 'architecture',
  emit: (plan) => [
    {
      path: 'ARCHITECTURE.md',
      text: render({ view: viewOf(plan) }),
      owner: 'generated',
      format: false,
    },
  ],
};

const render = ejs.compile(readAsset('./architecture.ejs', import.meta.url), {
  strict: true,
  destructuredLocals: ['view'],
  _with: false,
});
