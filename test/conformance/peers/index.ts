import type { Driver } from '../driver.ts';
import { cockatiel } from './cockatiel.ts';
import { gaxios } from './gaxios.ts';
import { octokit } from './octokit.ts';
import { openai } from './openai.ts';
import { stripe } from './stripe.ts';

/** Published SDKs and libraries, each through a small driver. */
export const peers: readonly Driver[] = [openai, stripe, octokit, gaxios, cockatiel];
