import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Ways to break the C: what breaks, where (the text that comes next before it), and the text that becomes another.
 *
 * @type {[what: string, where: string, from: string, to: string][]}
 */
export const MUTATIONS = [
	['sign of a gradient', 'LOSS(residual, squared_error,', '2 * r, like', '-2 * r, like'],
	['factor of a second derivative', 'LOSS(residual, squared_error,', 'like(r, 2)', 'like(r, 1)'],
	['subgradient at a kink', 'LOSS(residual, absolute_error,', 'rsign(r)', 'pick(r < 0, -1, 1)'],
	['NaN lost in a constant derivative', 'LOSS(residual, absolute_error,', 'like(r, 0)', '(real){ 0 }'],
	['second derivative at a kink', 'LOSS(residual, huber,', 'a <= delta', 'a < delta'],
	['branch of a gradient', 'LOSS(residual, huber,', 'rmax(rmin(r, delta), -delta)', 'rmin(r, delta)'],
	['default of a parameter', 'LOSS(residual, huber,', '(delta, 1, "(0, inf)")', '(delta, 1.345, "(0, inf)")'],
	['range of a parameter', 'LOSS(residual, huber,', '(delta, 1, "(0, inf)")', '(delta, 1, "[0, inf)")'],
	['formula', 'LOSS(residual, huber,', 'r^2 / 2', 'r^2'],
	['domain', 'LOSS(prediction, squared_log_error,', 'DOMAIN("[-1, inf)")', 'DOMAIN("(-inf, inf)")'],
	['term of a second derivative', 'LOSS(prediction, squared_log_error,', '2 * (1 - u) / s / s', '2 / s / s'],
	[
		'cancelling logarithms',
		'LOSS(prediction, squared_log_error,',
		'rlog1p(pick(below < 0, -2, t))',
		'rabs(rlog(offset + f) - rlog(offset + y))',
	],
	['gradient by the second input', 'TUPLE(gaussian_nll,', '(1 - d) / v / 2', '(1 + d) / v / 2'],

	[
		'log(1 - s) instead of log1p(-s)',
		'LOSS(probability, binary_cross_entropy,',
		'rlog1p(epsilon - s)',
		'rlog(1 - s + epsilon)',
	],
	[
		'0 log 0',
		'LOSS(probability, binary_cross_entropy,',
		'pick(n == 0, n, n * rmax(down, logFloor))',
		'n * rmax(down, logFloor)',
	],
	['a variance without its floor', 'APART out by_variance(', 'rest / rmax(variance, floor)', 'rest / variance'],
	['a floor that holds one logarithm', 'LOSS(probability, binary_cross_entropy,', 'rmax(up, logFloor)', 'up'],
	[
		'0 / 0 where a hard target is met',
		'LOSS(probability, binary_cross_entropy,',
		'pick(lost, -base * w / a, base * (rest / a / b))',
		'base * (rest / a / b)',
	],
	['a slope beyond the clip of logarithms', 'LOSS(probability, binary_focal,', 'keep(free, entropy.g)', 'entropy.g'],
	[
		'wrong side of a logit',
		'LOSS(powered, sigmoid_cross_entropy,',
		'wrong = pick(low, w, n)',
		'wrong = pick(low, n, w)',
	],
	['0 times infinity', 'LOSS(powered, sigmoid_cross_entropy,', 'rmax(0, wrong * rabs(z))', 'wrong * rabs(z)'],
	[
		'gradient by p - y',
		'LOSS(powered, sigmoid_cross_entropy,',
		'(wrong - e * right) * s',
		'(wrong * s - right * (1 - s))',
	],

	['side of a kink', 'LOSS(margin, hinge,', 'm < threshold, -1', 'm <= threshold, -1'],
	['factor of a gradient', 'LOSS(margin, squared_hinge,', '-2 * lack', '-lack'],
	['a score of zero', 'LOSS(margin, zero_one_margin,', 'pick(m < 0, 1, 0)', 'pick(m <= 0, 1, 0)'],
	['overflow of exp', 'LOSS(margin, logistic_margin,', '(rmax(-m, 0) + rlog1p01(e))', 'rlog1p(rexp(-m))'],
	['chain rule of the margin', '#define margin_CHAIN(slope)', '(y_[i_] * (slope))', '(slope)'],
	['scale of the second derivative', '#define LOSS(', 'unit_ * o_.h', 'o_.h'],

	['base', 'ROW(probability, categorical_cross_entropy,', 'VALUE(0 - base * total(logs))', 'VALUE(0 - total(logs))'],
	['class weights of rows', 'ROW(probability, categorical_cross_entropy,', ' LINEAR', ''],
	['cell of the maximum in the sum', 'ALWAYS sum rest_of(', 'total - 1 - others', 'total - others'],
	['gradient of the true class by p - 1', 'ALWAYS out slope(', '- s.least,', ','],
	['no shift before exp', 'ROWS(logit, softmax_cross_entropy,', 'top = highest(top);', 'top = splat(0);'],
	['weight of a class in a threshold', 'void gather_chances(', 'e.slope)), SUM(entmax.ties', 'e.p)), SUM(entmax.ties'],
	['a class beyond the support', 'fenchel_gap(', 'b - a * x - 1)', 'b)'],
	['NaN lost in argmax', 'ROW(prediction, zero_one,', 'unknown(f) + unknown(y)', 'unknown(y)'],
	['the target in the argmax', 'ROW(prediction, zero_one,', 'FIRST(target, truth, y)', 'FIRST(target, truth, f)'],

	[
		'order of target and prediction',
		'ROW(probability, kl_divergence,',
		'add_relative(&all, valid, y, p)',
		'add_relative(&all, valid, p, y)',
	],
	[
		'cells near their targets',
		'ROW(probability, kl_divergence,',
		'total(all.terms) + total(all.gaps)',
		'total(all.terms)',
	],
	['sums of targets are free', 'ROW(probability, kl_divergence,', ' NORMALIZED', ''],
	['sign of a second derivative', 'ROW(probability, entropy,', 'h = splat(', 'h = -splat('],
	['distance of a zero vector', 'ALWAYS int find_angle(', 'cosine.lone ? 1 : 1 / (held_f', '0 ? 1 : 1 / (held_f'],
	['a floor under a length alone', 'ALWAYS int find_angle(', '1 / (held_y ? least_y : length_y)', '1 / length_y'],
	['the part along a vector at its floor', 'ALWAYS int find_angle(', 'held_f ? 0 : upper', 'upper'],
	['vectors at a floor as directions', 'ALWAYS int find_angle(', '(units || held_f || held_y)', 'units'],
	[
		'ties of a lane that starts anew',
		'#define LEAD(x)',
		'(x) > leader.best), 1, leader',
		'(x) > leader.best), 0, leader',
	],
	['ties of all lanes', 'SHARED void settle_leader(', 'keep(before == leader.best, leader.count)', 'leader.count'],
	['the target among ties', 'ROW(prediction, crammer_singer,', 'leader.count += 1, ', ''],
	['the margin of a shared slope', 'ALWAYS int rises(', ' || (tied != 0 && leader.lead == 0)', ''],

	['default of the base', '#define UNIT', '(base, "e", ', '(base, 2, '],
	['tail of a row in a sum', '#define GIVEN(x)', '(valid & (bits)(x))', '((void)valid, (bits)(x))'],
	['tail of a row in a maximum', '#define HIGHEST(into, x)', '(~valid | (bits)(x))', '(bits)(x)'],
	['numbers of classes', '#define CELL', 'count(row->from + i)', 'count(i)'],

	['label coding', 'recode)(', '2 * y[i] - 1', '1 - 2 * y[i]'],
	['first class of a piece', 'targets)(', 'label[r] >= from', 'label[r] > from'],
	['wrong class', 'targets)(', '+ label[r] - from] = 1', '+ cells - 1 - label[r] + from] = 1'],
	['smoothing', 'targets)(', 'smoothing / total', 'smoothing / (total - 1)'],
	['what smoothing keeps', 'targets)(', 'splat(1 - smoothing)', 'splat(1)'],
	['class weights', 'targets)(', '*= weight[k]', '*= weight[0]'],
	['weight of zero in values', 'lane weighed(', 'w == 0 ? 0 : w * x', 'w * x'],
	['weighted gradients', 'weigh)(', 'parts & 2', 'parts & 8'],
	['weight of zero in sums', 'append)(', 'w[i + k] == 0 ? 0 : ', ''],
	['values beyond a bound', 'outside)(', '(most[k] > h)', '(most[k] > h + 1)'],

	[
		'what is added to the spread of a concordance',
		'static void correlation(',
		'm.off * m.off + epsilon',
		'm.off * m.off',
	],
	['order of a sum', 'double fold(', '((s[0] + s[4]) + (s[2] + s[6]))', '((s[0] + s[2]) + (s[4] + s[6]))'],
	['sum of a block that overflows', 'add_block(', 'if (is_finite(s)) exact_add(e, s);', 'if (1) exact_add(e, s);'],
	['bits below the leading ones', 'exact_round(', 'lead |= e.limb[k] != 0;', ';'],
	['NaN lost in a merge', 'EXPORT("merge")', 'into->sum.special += from->sum.special;', ''],
	['terms in wait lost in a merge', 'EXPORT("merge")', 'i < from->waiting', 'i < from->waiting - 1'],
	['sum of the last call', 'EXPORT("clear")', 'running[which].sum.used = ', ''],

	['which negative is nearer', 'BATCH(triplet_margin,', 'other < far ? other : far', 'other > far ? other : far'],
	['derivative by the negative', 'BATCH(triplet_margin,', '-weight(i), least', 'weight(i), least'],
	['second derivative of a distance', 'add_distance(', '(1 - t * t)', '(1 + t * t)'],
	['distance of numbers that overflow', 'double distance(', 'sum < 0x1p900', '1'],
	['cell of the maximum in the sum', 'double cross_entropy(', 'if (k != best) rest', 'rest'],
	['gradient of a confident row', 'double cross_entropy(', 'k == best ? (others', 'k < 0 ? (others'],
	['curvature of a confident row', 'double complement(', 'p[k] > 0.5 ? rest', 'p[k] > 2 ? rest'],
	['ignored labels', 'BATCH(linear_cross_entropy,', 'value(i, 0, 0)', 'value(i, 0, 1)'],
	['share of a class', 'BATCH(linear_cross_entropy,', 'optional(&classWeights, label, 1)', '1'],
	['order of equal keys', 'ascending(', '!(key[from[b]] < key[from[a]])', 'key[from[a]] < key[from[b]]'],
	['mean over columns', 'static void determination(', ': 1 / (m[o].yy * n)', ': 1 / m[o].yy'],
	['scores apart from the likeliest', 'likeliest(scores *m', 'one, row, base, 0', 'one, row, base, 1'],
	[
		'share of scores elsewhere',
		'static void settle(scores *m',
		'one->of->low[at] -= one->away * one->base[f]',
		'one->of->low[at] += one->away * one->base[f]',
	],
	['slope of a row of zeros', 'static int is_flat(', 'm->kind >= COSINE &&', '0 &&'],
	['curvature of a cosine', 'slopes_of(const scores *m', 'd.nu = -2 * d.across', 'd.nu = 2 * d.across'],
	['derivative by the other row', 'static void meet_bent(', 'meet_side(m, m->to, j, &m->from, i, t, a, c, q, p);', ';'],
	['penalty at its margin', 'static bent penalty(', 'x <= 0 ? 0 : 1', 'x < 0 ? 0 : 1'],
	['which negative is semi-hard', 'static int semi_hard(', 's > from', 's >= from'],
	['the first of equal rows', 'static int extreme(', 's > sign * score(m, i, best)', 's >= sign * score(m, i, best)'],
	['rows without negatives', 'BATCH(triplet_hard,', 'p < 0 || n < 0', 'p < 0'],
	['share of pairs', 'BATCH(nt_xent,', 'value(i, sum, pairs)', 'value(i, sum, 1)'],
	['a positive of itself', 'static inline int positive(', 'i != j && ', ''],
	['weights that are constant', 'static bent exponent(', 'moves && w != 0 ? 2 * r : w', '2 * r'],
	['pairs of equal labels', 'pairwise(int order', 'more == 0 && i < j', 'more == 0'],
	['lists without a pair', 'pairwise(int order', 'value(l, sum, pairs)', 'value(l, sum, 1)'],
	['order of equal labels', 'BATCH(list_mle,', 'key[k] = -labels.x[who[k]]', 'key[k] = labels.x[who[k]]'],
	[
		'variance of a place',
		'static void add_plackett_luce(',
		'v = q[k] * (p[k] * (1 + c) + q[k] * v)',
		'v = q[k] * (p[k] * c + q[k] * v)',
	],
	['labels that repeat', 'static inline int skips(', '&& symbol(c, s) != symbol(c, s - 2)', ''],
	['an alignment that there is not', 'BATCH(ctc,', '-INF ? (zeroInfinity ? 0 : INF)', '-INF ? INF'],
	['a class all but certain', 'static void add_paths(', 'complement(chance, n, k)', '1 - r'],
	['blanks at the end', 'static void paths(', 's > n - 3', 's > n - 2'],
	['pixels that are ignored', 'static void use(', 'if (labels->k[k] >= 0) ', ''],
	['classes that an image has', 'BATCH(lovasz_softmax,', 'has[m] = allClasses', 'has[m] = 1'],
	['images without a pixel', 'BATCH(lovasz_softmax,', 'value(i, sum, s.n > 0)', 'value(i, sum, 1)'],
	['order of errors', 'static void lovasz_factors(', 'key[k] = -s->e[k]', 'key[k] = s->e[k]'],
	['half of the weights', 'static medians medians_of(', '2 * sum > all', '2 * sum >= all'],
	['mean of the residuals', 'moments_of(', 'm.off = e0 + m.off', 'm.off = m.off'],
	['digits of a good prediction', 'static void correlation(', 'c > 0.5 ? near : far', 'far'],
	['targets that are all equal', 'static void determination(', 'finite ? missed == 0 :', '0 ? missed == 0 :'],
	['labels between 0 and 1', 'static double label_pairs(', 'y[j] * (1 - y[k])', 'y[j]'],
	['distance of classes', 'static double apart(', 'power == 1 ? d : d * d', 'd'],
	['classes without a target', 'static double class_weights(', 'w[c] < 0 ? most', 'w[c] < 0 ? 0'],
	['classes of the whole batch', 'BATCH(generalized_dice,', 'i % samples == 0', 'i >= 0'],
	['digits of rare classes', 'static double add_overlap(', 'loss < 0.5 ?', '1 ?'],
	['what is added under a root', 'BATCH(triplet_margin,', 'npow(rootEps, 1 / p)', 'rootEps'],
	[
		'squared lengths that are raised',
		'BATCH(cosine_embedding,',
		'lengthen(order, &x2, epsilon, 1)',
		'lengthen(order, &x2, epsilon, 0)',
	],
	[
		'nearest direction of a class',
		'static int next(',
		's > score(&l->m, l->i, l->who[k])',
		's < score(&l->m, l->i, l->who[k])',
	],
	['target that is bent', 'static bent entered(', 'k == l->labels->k[l->i] ? target', 'k < 0 ? target'],
	['memory of the last call', 'EXPORT("zeros")', 'memset(at, 0, (size_t)(8 * count))', 'at'],
	['memory that is not given back', 'EXPORT("reset")', 'top = LINE *', 'top += LINE *'],
]

/** The file of a folder of C in which a mutation finds its place, before and after. @param {(typeof MUTATIONS)[number]} mutation @param {string} folder */
export function mutate([, where, from, to], folder) {
	for (const name of readdirSync(folder, { encoding: 'utf8', recursive: true })) {
		if (!/\.[ch]$/.test(name)) continue
		const file = join(folder, name)
		const text = readFileSync(file, 'utf8')
		const start = text.indexOf(where)
		const at = start < 0 ? -1 : text.indexOf(from, start)
		if (at >= 0) return { file, text, changed: text.slice(0, at) + to + text.slice(at + from.length) }
	}
}
