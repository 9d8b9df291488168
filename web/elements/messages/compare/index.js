/** The words of the comparisons. */

import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

export const words = { en, zh }
