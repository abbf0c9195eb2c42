import { parseSettings } from '../../../settings/index.ts';
import { isFormable, type Document } from './settings-document.ts';

export type ReadText = { readonly settings: Document | undefined } | { readonly problem: string };

/** The settings that somebody pasted. Whatever a form can show is taken over, and may still have problems. */
export function readSettingsText(text: string): ReadText {
  if (text.trim() === '') return { settings: undefined };
  try {
    const pasted: unknown = JSON.parse(text);
    if (isFormable(pasted)) return { settings: pasted };
    const parsed = parseSettings(pasted);
    return { problem: 'problems' in parsed ? parsed.problems.join(' · ') : 'it holds no settings' };
  } catch (error) {
    return { problem: `this is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}
