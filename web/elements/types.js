/**
 * @typedef {{name: string, value: any, range: any}} Parameter
 *
 * @typedef {object} Description
 * @property {string} id
 * @property {string} name
 * @property {{en: string, zh: string}} names
 * @property {string[]} aliases
 * @property {import('../lib/conventions.js').Equal[]} equals
 * @property {string} family
 * @property {string} shape
 * @property {string} variable
 * @property {string} labels
 * @property {string} targets the interval of the targets
 * @property {string} domain
 * @property {string} formula
 * @property {Parameter[]} parameters
 * @property {string[]} kinks
 * @property {string} reference
 * @property {{name: string, range: string}[]} predicted of a tuple
 * @property {{name: string, range: string}[]} observed of a tuple
 * @property {boolean} [normalized] target rows sum to 1
 *
 * @typedef {((yTrue: any, yPred: any, options?: any) => any) & {gradient: Function, hessian: Function} & Description} Loss
 *
 * @typedef {object} State
 * @property {string} loss
 * @property {string} unknown the name that was asked for, where no loss is called so
 * @property {string[]} others losses compared or overlaid
 * @property {Record<string, string>} parameters as typed
 * @property {string} reduction
 * @property {string} denominator
 * @property {string} coding of labels of margin losses: pm1 | 01
 * @property {string} smoothing
 * @property {string[] | null} classWeights
 * @property {string} ignoreIndex the class whose rows are left out, or nothing
 * @property {string[][]} y targets: one cell a row, or one a class
 * @property {string[][]} p predictions
 * @property {string[][] | null} q predictions of a second model
 * @property {string[] | null} w weights
 * @property {number} selected row
 * @property {number} component class of the selected row shown in the chart
 * @property {string} x abscissa of the chart: variable | prediction
 * @property {string} equal how overlaid curves are brought to one scale: raw | at | most
 * @property {string} each what the comparison shows of every sample: value | share
 * @property {string} sweep the parameter that is swept; the first if there is none of that name
 * @property {string} view values | curve | compare
 * @property {string} preset id, while the state is as the preset set it
 * @property {string[]} rest of a link that this version does not know
 *
 * @typedef {{code: string, message: string, details: Record<string, any>}} Problem
 */

export {}
