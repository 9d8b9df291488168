/** The shapes of the losses; which losses there are is in index.d.ts, derived from their descriptions. */

/** Anything that holds numbers: typed arrays, plain arrays, nested arrays. */
export type Numbers = ArrayLike<number> | ArrayLike<bigint> | readonly Numbers[]
/** Switches, flat or in rows; numbers 0 and 1 are others. */
export type Switches = readonly boolean[] | readonly Switches[]
export type Reals = Float32Array | Float64Array
/** Float32Array where the prediction is one; Float64Array for everything else. */
export type Like<P> = P extends Float32Array ? Float32Array : Float64Array

export type Reduction = 'mean' | 'sum' | 'none'

export interface CommonOptions<R extends Reduction = Reduction> {
	/** One number for all samples, or one a sample. Default: mean. */
	reduction?: R
	/** One a sample, >= 0; a sample of weight 0 is left out. */
	weights?: Numbers
	/**
	 * What the mean divides by: the sum of weights (default), the count of samples, the count of non-zero weights; of rows also
	 * the count of their cells, of residuals also the sum of |target|.
	 */
	denominator?: 'weights' | 'count' | 'nonzero' | 'cells' | 'targets'
	/** An array to fill and return, of the precision of yPred. */
	out?: Reals
}

export interface MarginOptions {
	/** Coding of yTrue: -1 and 1 (default), 0 and 1, or whichever they show. */
	labels?: 'pm1' | '01' | 'auto'
}

/** Options that some losses take: they change the data before it is used, and the result after it. */
export interface DataOptions {
	/** Below 0.5: predicted probabilities are brought between this and 1 less this. */
	clip?: number
	/** Targets and predictions are raised to this, at least. */
	floor?: number
	/** Rows of predicted probabilities are divided by their sums. */
	normalize?: boolean
	/** One a class, added to the logits. */
	offsets?: Numbers
	/** 0 to 1: targets become (1 - s) y + s / 2, or in rows (1 - s) y + s / classes. */
	labelSmoothing?: number
	/** The root of the mean or of the sum. */
	root?: boolean
	/**
	 * Which slope holds at a kink: that of least size (default), the left or the right one, half of both together, or the one of
	 * greatest size.
	 */
	subgradient?: 'least' | 'left' | 'right' | 'middle' | 'steepest'
	/**
	 * What `hessian` gives: the second derivative (default); where that is 0 almost everywhere a surrogate, which is that of half the
	 * squared error, as boosting takes it; of softmax the diagonal times classes / (classes - 1) (Friedman).
	 */
	curvature?: 'exact' | 'surrogate' | 'friedman'
}

export interface WidthOptions {
	/** Cells in a row, where yPred is flat; without it a flat yPred is one row. */
	classes?: number
}

export interface ElementOptions extends WidthOptions {
	/**
	 * What has a value and a weight: each element (default), each row of them with the mean of its elements, or rows where yPred is
	 * nested or `classes` is given (auto).
	 */
	sample?: 'element' | 'row' | 'auto'
}

export interface RowOptions extends WidthOptions {
	/** One a class, >= 0. */
	classWeights?: Numbers
	/** Rows whose class index is this are left out; if all are, the mean is 0. */
	ignoreIndex?: number
	/** 0 to 1: targets become (1 - s) y + s / classes. */
	labelSmoothing?: number
}

export interface Parameter {
	readonly name: string
	readonly value: number | string | boolean
	/** `(0, inf)`, `[0, 1]`, `e | 2 | 10` */
	readonly range: string
}

/** What a loss is called elsewhere, and the options with which it equals that. */
export interface Equal {
	readonly framework: 'torch' | 'keras' | 'sklearn' | 'optax' | 'tfjs' | 'flux'
	readonly name: string
	readonly options: Readonly<Record<string, string | number | boolean>>
}

/** A number of a sample that has several: `mean (-inf, inf)`. */
export interface Field {
	readonly name: string
	readonly range: string
}

export interface Description<Id extends string = string> {
	readonly id: Id
	readonly name: string
	readonly names: { readonly en: string; readonly zh: string }
	readonly family: string
	readonly aliases: readonly string[]
	/** What it is in other frameworks: the first one of each is its `convention`. */
	readonly equals: readonly Equal[]
	/** One number a sample, a few with names, or a row of any width. */
	readonly shape: 'element' | 'tuple' | 'row'
	/** What the prediction enters as. */
	readonly variable: 'residual' | 'margin' | 'logit' | 'probability' | 'prediction'
	readonly labels: 'real' | 'unit' | 'pm1' | 'classes' | 'rows' | 'none'
	/** The interval yTrue lies in. */
	readonly targets: string
	/** The interval yPred lies in. */
	readonly domain: string
	readonly formula: string
	/** Positions of the variable where it is not smooth; the minimum-norm subgradient holds there, unless `subgradient` says another. */
	readonly kinks: readonly string[]
	readonly parameters: readonly Parameter[]
	/** What yPred holds of a sample, where that is a tuple. */
	readonly predicted: readonly Field[]
	/** What yTrue holds of it. */
	readonly observed: readonly Field[]
	/** In the targets: class weights multiply their cells, rather than rows. */
	readonly linear?: boolean
	/** Class weights multiply the terms of a row's sum. */
	readonly termwise?: boolean
	/** Target rows must sum to 1, within 0.001. */
	readonly normalized?: boolean
	/** Takes the option floor. */
	readonly floored?: boolean
	/** Takes the option root. */
	readonly rooted?: boolean
	/** What the option curvature may be, beside exact. */
	readonly curvature?: 'surrogate' | 'friedman'
	/** A parameter: where it is not positive, targets may be any numbers. */
	readonly free?: string
	readonly reference: string
}

type Value<P, O> = O extends { reduction: infer R } ? ('none' extends R ? Like<P> : number) : number

/** A loss of targets and predictions. `O` are its options. */
export interface Loss<Id extends string, O> extends Description<Id> {
	<P extends Numbers, const G extends O>(yTrue: Numbers, yPred: P, options?: G): Value<P, G>
	/** The derivative of what the same call returns, by yPred. */
	gradient<P extends Numbers>(yTrue: Numbers, yPred: P, options?: O): Like<P>
	/** The second derivative (the diagonal). */
	hessian<P extends Numbers>(yTrue: Numbers, yPred: P, options?: O): Like<P>
	/** Both in one pass; `out` takes the gradient. */
	valueAndGradient<P extends Numbers, const G extends O>(
		yTrue: Numbers,
		yPred: P,
		options?: G,
	): { value: Value<P, G>; gradient: Like<P> }
	/** The loss of data that comes in pieces. */
	stream(options?: Omit<O, 'weights' | 'out' | 'reduction'> & { reduction?: 'mean' | 'sum'; exact?: boolean }): Stream
}

export interface ElementLoss<Id extends string, P = unknown> extends Loss<Id, CommonOptions & ElementOptions & P> {}
export interface TupleLoss<Id extends string, P = unknown> extends Loss<Id, CommonOptions & P> {}
export interface MarginLoss<Id extends string, P = unknown> extends Loss<
	Id,
	CommonOptions & ElementOptions & MarginOptions & P
> {}
export interface RowLoss<Id extends string, P = unknown> extends Loss<Id, CommonOptions & RowOptions & P> {}
export interface VectorLoss<Id extends string, P = unknown> extends Loss<Id, CommonOptions & WidthOptions & P> {}

/** A loss of predictions alone: `entropy(p)`, or as all others `entropy(null, p)`. */
export interface TargetlessLoss<Id extends string, Q = unknown> extends Description<Id> {
	<P extends Numbers, const G extends CommonOptions & WidthOptions & Q>(yPred: P, options?: G): Value<P, G>
	<P extends Numbers, const G extends CommonOptions & WidthOptions & Q>(
		yTrue: null | undefined,
		yPred: P,
		options?: G,
	): Value<P, G>
	gradient<P extends Numbers>(yPred: P, options?: CommonOptions & WidthOptions & Q): Like<P>
	gradient<P extends Numbers>(yTrue: null | undefined, yPred: P, options?: CommonOptions & WidthOptions & Q): Like<P>
	hessian<P extends Numbers>(yPred: P, options?: CommonOptions & WidthOptions & Q): Like<P>
	hessian<P extends Numbers>(yTrue: null | undefined, yPred: P, options?: CommonOptions & WidthOptions & Q): Like<P>
	valueAndGradient<P extends Numbers, const G extends CommonOptions & WidthOptions & Q>(
		yPred: P,
		options?: G,
	): { value: Value<P, G>; gradient: Like<P> }
	valueAndGradient<P extends Numbers, const G extends CommonOptions & WidthOptions & Q>(
		yTrue: null | undefined,
		yPred: P,
		options?: G,
	): { value: Value<P, G>; gradient: Like<P> }
	stream(
		options?: WidthOptions &
			Q & { reduction?: 'mean' | 'sum'; denominator?: CommonOptions['denominator']; exact?: boolean },
	): Stream
}

/** What a loss of a whole batch is given. */
export interface Input {
	/** Of the argument, or of the option. */
	readonly name: string
	/** Real numbers it is derived by, or not; integers: groups, indices, counts. */
	readonly kind: 'variable' | 'given' | 'group' | 'index' | 'count'
	/** Names, the slowest first; those of one name are equal. */
	readonly dimensions: readonly string[]
	readonly range: string
	/** It is an option, and what the formula takes where it is absent. */
	readonly option?: number
	/** The dimension that bounds indices and counts. */
	readonly of?: string
	/** `ignoreIndex` leaves members out. */
	readonly ignorable?: boolean
}

/** Single precision, flat or nested. */
export type Singles = Float32Array | readonly Singles[]

/** By a single input an array, by several an object of arrays by their names. */
type Derivatives<V, A> = keyof V extends infer K ? (IsUnion<K> extends true ? { [name in keyof V]: A } : A) : never
type IsUnion<T, U = T> = T extends unknown ? ([U] extends [T] ? false : true) : never
type BatchValue<G, A> = G extends { reduction: infer R } ? ('none' extends R ? A : number) : number

/**
 * A loss of a whole batch: `A` are its arguments, `S` those in single precision, `V` has the names of what it is derived by,
 * `O` are its options.
 */
export interface BatchLoss<
	Id extends string,
	A extends readonly unknown[],
	S extends readonly unknown[],
	V,
	O,
> extends Pick<
	Description<Id>,
	'id' | 'name' | 'names' | 'family' | 'aliases' | 'formula' | 'parameters' | 'reference'
> {
	readonly shape: 'batch'
	/** In the order of the arguments; options behind. */
	readonly inputs: readonly Input[]
	/** The dimension whose members have a value each, and may have weights; without it there is one value in all. */
	readonly each?: string
	/** What each of them adds to the denominator of the mean, where that is not 1. */
	readonly share?: string
	/** There is one value in all, yet the members of this dimension may have weights. */
	readonly weighted?: string
	<const G extends O & { out?: Float32Array }>(...call: [...inputs: S, options?: G]): BatchValue<G, Float32Array>
	<const G extends O & { out?: Float64Array }>(...call: [...inputs: A, options?: G]): BatchValue<G, Float64Array>
	/** The derivative of what the same call returns (of the sum where that is an array), by each input. */
	gradient(...call: [...inputs: S, options?: O & Out<V, Float32Array>]): Derivatives<V, Float32Array>
	gradient(...call: [...inputs: A, options?: O & Out<V, Float64Array>]): Derivatives<V, Float64Array>
	/** The second derivative (the diagonal). */
	hessian(...call: [...inputs: S, options?: O & Out<V, Float32Array>]): Derivatives<V, Float32Array>
	hessian(...call: [...inputs: A, options?: O & Out<V, Float64Array>]): Derivatives<V, Float64Array>
	/** Value and gradient in one pass; `out` takes the gradient. */
	valueAndGradient<const G extends O>(
		...call: [...inputs: S, options?: G & Out<V, Float32Array>]
	): { value: BatchValue<G, Float32Array>; gradient: Derivatives<V, Float32Array> }
	valueAndGradient<const G extends O>(
		...call: [...inputs: A, options?: G & Out<V, Float64Array>]
	): { value: BatchValue<G, Float64Array>; gradient: Derivatives<V, Float64Array> }
}

/** Arrays to fill with derivatives. */
interface Out<V, A> {
	out?: Partial<Derivatives<V, A>>
}

/** A stream's state, for another process to merge. */
export interface StreamRecord {
	loss: string
	options: Record<string, unknown>
	count: number
	/** Samples of an ignored class, which do not count. */
	ignored: number
	unweighted: number
	losses: { sum: string; special: string; terms: string[] }
	weights: { sum: string; special: string; terms: string[] }
}

export interface Stream {
	/** Add samples. */
	push(yTrue: Numbers | null, yPred: Numbers, weights?: Numbers): Stream
	/** Add the samples of another stream of the same loss and options, or of its JSON form. */
	merge(other: Stream | StreamRecord): Stream
	/** The loss of all samples so far. */
	value(): number
	/** Samples so far. */
	readonly count: number
	toJSON(): StreamRecord
}

/** Losses by id, where the id is not known beforehand. */
export interface Losses {
	// biome-ignore lint/suspicious/noExplicitAny: the options depend on the loss
	readonly [id: string]: any
}

/** A loss by its id, or by what it is called elsewhere, as `MSELoss`; a `LossError` suggests the nearest name. */
export type Find<L> = <const N extends string>(name: N) => L[N & keyof L]

/**
 * Arrays of zeros that lie in one memory of the module's: a loss of them copies nothing. They are never detached, and go when
 * none of them is in use any more.
 */
export type Alloc = <F extends Float32ArrayConstructor | Float64ArrayConstructor, const N extends readonly number[]>(
	Float: F,
	...lengths: N
) => { -readonly [k in keyof N]: F extends Float32ArrayConstructor ? Float32Array : Float64Array }

/** What a loss says about bad input. */
export class LossError extends Error {
	constructor(code: string, loss: string, text: string, details?: Record<string, unknown>)
	/** `length` `shape` `type` `detached` `option` `parameter` `label` `class` `domain` `weight` `out` `stream` `memory` `module` `name` */
	readonly code: string
	/** What the message names: loss, argument, option, index, got, allowed ... */
	readonly details: Record<string, unknown>
}
