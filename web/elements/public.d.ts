/** What the elements take and give; which elements there are is derived from their classes. */

/** The state that elements share. Cells hold what was typed: `0.5`, and also `x` or nothing, which `problem` and `cells` of a result tell. */
export interface State {
	/** An id, as `huber`. */
	readonly loss: string
	/** Losses compared with it or drawn over it. */
	readonly others: readonly string[]
	/** As typed, by name. */
	readonly parameters: Readonly<Record<string, string>>
	readonly reduction: 'mean' | 'sum' | 'none'
	readonly denominator: 'weights' | 'count' | 'nonzero'
	/** Of the labels of margin losses. */
	readonly coding: 'pm1' | '01'
	readonly smoothing: string
	readonly classWeights: readonly string[] | null
	/** The class whose rows are left out, or nothing. */
	readonly ignoreIndex: string
	/** Targets: one cell a row, or one a class. */
	readonly y: readonly (readonly string[])[]
	/** Predictions. */
	readonly p: readonly (readonly string[])[]
	/** Predictions of a second model. */
	readonly q: readonly (readonly string[])[] | null
	/** Weights. */
	readonly w: readonly string[] | null
	/** The selected row. */
	readonly selected: number
	/** The class of the selected row that the chart shows. */
	readonly component: number
	/** Abscissa of the chart. */
	readonly x: 'variable' | 'prediction'
	/** How curves over one another are brought to one scale. */
	readonly equal: 'raw' | 'at' | 'most'
	/** What the comparison shows of every sample. */
	readonly each: 'value' | 'share'
	/** The parameter that is swept. */
	readonly sweep: string
	readonly view: 'values' | 'curve' | 'compare'
	/** An example's id, while the data are as it set them. */
	readonly preset: string
}

/** Numbers or what stands for them, one a sample or one row a sample. */
export type Cells = ArrayLike<number | string> | readonly (readonly (number | string)[])[]

/** A state to be set: what is not given is as usual. */
export interface GivenState extends Partial<
	Omit<State, 'parameters' | 'smoothing' | 'classWeights' | 'ignoreIndex' | 'y' | 'p' | 'q' | 'w'>
> {
	readonly parameters?: Readonly<Record<string, number | string | boolean>>
	readonly smoothing?: number | string
	readonly classWeights?: ArrayLike<number | string> | null
	readonly ignoreIndex?: number | string
	readonly y?: Cells
	readonly p?: Cells
	readonly q?: Cells | null
	readonly w?: ArrayLike<number | string> | null
}

/** The state of a loss of batches. */
export interface BatchState {
	readonly loss: string
	/** Of the dimensions, by name. */
	readonly sizes: Readonly<Record<string, number>>
	/** By input, flat, the fastest dimension last; inputs that are left out are not there. */
	readonly cells: Readonly<Record<string, readonly string[]>>
	readonly parameters: Readonly<Record<string, string>>
	readonly reduction: 'mean' | 'sum' | 'none'
	readonly weights: readonly string[] | null
	/** The input whose cell is selected. */
	readonly input: string
	/** The selected cell. */
	readonly place: number
}

/** What cannot be computed, and why. */
export interface Problem {
	readonly code: string
	readonly message: string
	readonly details: Readonly<Record<string, unknown>>
}

interface AnyResult {
	/** null where nothing is reduced, or nothing can be computed. */
	readonly value: number | null
	/** One value a sample. */
	readonly each: ArrayLike<number>
	/** Of the whole. */
	readonly problem: Problem | null
	/** Cells that are no numbers, or none that the loss takes, by their places. */
	readonly cells: ReadonlyMap<string, Problem>
}

/** What the library says of a state. */
export interface Result extends AnyResult {
	/** Of the value, by every prediction. */
	readonly gradient: ArrayLike<number>
	/** The rows that take part. */
	readonly rows: readonly number[]
	readonly yTrue: Float64Array
	readonly yPred: Float64Array
	readonly weights: Float64Array | null
}

/** What the library says of a batch. */
export interface BatchResult extends AnyResult {
	/** Of the value, by input. */
	readonly gradient: Readonly<Record<string, ArrayLike<number>>>
}

/**
 * A reader has changed something: `loss-input` while a drag lasts, at most once a frame, `loss-change` when it is done. What a
 * script sets is not told.
 */
export type LossEvent<S = State, R = Result> = CustomEvent<{ readonly state: S; readonly result: R }>

/** What all elements have. */
export class LossElement<S = State, G = GivenState, R = Result> extends HTMLElement {
	/** Whole, and never changed: every change makes another. What is set replaces it, with what is usual for what is not given. */
	get state(): S
	set state(given: G)
	/** Of the state as it is now. */
	readonly result: R
	/** The state as the fragment of an address: `v1&loss=huber&y=3,2&p=2.5,5`. What is no such text changes nothing. */
	link: string
	/** The state as attributes, without what is as usual. */
	toAttributes(): Record<string, string>
	/** Back to the state that the attributes give. */
	reset(): void
	/** Id of a loss; several are compared, or drawn over one another. An unknown one is the first of all. */
	loss: string
	/** Nothing can be changed. */
	get readonly(): boolean
	set readonly(is: boolean | null)
	/** Words for parts that are left out. */
	get hide(): string | null
	set hide(parts: string | null)
}

declare global {
	interface GlobalEventHandlersEventMap {
		'loss-input': LossEvent<any, any>
		'loss-change': LossEvent<any, any>
	}
}
