/**
 * Ways to break the C: what breaks, the file, and the text that becomes another. The text must stand there exactly once.
 *
 * @type {[what: string, file: string, from: string, to: string][]}
 */
export const MUTATIONS = [
	['sign of a gradient', 'regression.h', '{ r * r, 2 * r, like(r, 2) }', '{ r * r, -2 * r, like(r, 2) }'],
	['factor of a second derivative', 'regression.h', '{ r * r, 2 * r, like(r, 2) }', '{ r * r, 2 * r, like(r, 1) }'],
	['subgradient at a kink', 'regression.h', 'rsign(r), like(r, 0)', 'pick(r < 0, -1, 1), like(r, 0)'],
	['second derivative at a kink', 'regression.h', 'pick(a <= delta, 1, 0)', 'pick(a < delta, 1, 0)'],
	['branch of a gradient', 'regression.h', 'pick(r < 0, -q, q)', 'pick(r < 0, q, -q)'],
	['default of a parameter', 'regression.h', '(delta, 1, "(0, inf)")', '(delta, 1.345, "(0, inf)")'],
	['range of a parameter', 'regression.h', '(delta, 1, "(0, inf)")', '(delta, 1, "[0, inf)")'],
	['domain', 'regression.h', 'DOMAIN("[-1, inf)")', 'DOMAIN("(-inf, inf)")'],
	['term of a second derivative', 'regression.h', '2 * (1 - u) / (s * s)', '2 / (s * s)'],
	[
		'cancelling form of a logarithm',
		'regression.h',
		'rlog1p(rabs(r) / (1 + rmin(f, y)))',
		'rabs(rlog(1 + f) - rlog(1 + y))',
	],
	['gradient by the second input', 'regression.h', '(1 - d) / v / 2', '(1 + d) / v / 2'],
	['NaN lost in a constant derivative', 'regression.h', 'rsign(r), like(r, 0)', 'rsign(r), (real){ 0 }'],

	['log(1 - p) instead of log1p(-p)', 'binary.h', 'n * rlog1p(-p)', 'n * rlog(1 - p)'],
	['0 log 0', 'binary.h', 'pick(n == 0, n, n * rlog1p(-p))', 'n * rlog1p(-p)'],
	[
		'0 / 0 where a hard target is met',
		'binary.h',
		'pick(y == 0, 1 / q, pick(n == 0, -1 / p, (p - y) / (p * q)))',
		'(p - y) / (p * q)',
	],
	['wrong side of a logit', 'binary.h', 'w = pick(z < 0, y, 1 - y)', 'w = pick(z < 0, 1 - y, y)'],
	['0 times infinity', 'binary.h', 'pick(w == 0, w, a * w)', 'a * w'],
	['gradient by p - y', 'binary.h', 'd = w - e * s;', 'd = w - (1 - s);'],

	['side of a kink', 'margin.h', 'pick(m < 1, -1, 0)', 'pick(m <= 1, -1, 0)'],
	['factor of a gradient', 'margin.h', '-2 * short_of', '-short_of'],
	['a score of zero', 'margin.h', 'like(m, pick(m < 0, 1, 0))', 'like(m, pick(m <= 0, 1, 0))'],
	['overflow of exp', 'margin.h', '(rmax(-m, 0) + rlog1p01(e))', 'rlog1p(rexp(-m))'],
	['chain rule of the margin', 'kernel.h', '(y[i] * (slope))', '(slope)'],
	['scale of the second derivative', 'kernel.h', 'h[i] = unit * o.h', 'h[i] = o.h'],

	['base', 'multiclass.h', 'VALUE(-base * total(logs))', 'VALUE(-total(logs))'],
	['cell of the maximum in the sum', 'multiclass.h', '(counted(ties) - 1)', 'counted(ties)'],
	[
		'gradient of the true class by p - 1',
		'multiclass.h',
		'pick(z == top, most, mass * q - y)',
		'pick(z != z, most, mass * q - y)',
	],
	[
		'no shift before exp',
		'multiclass.h',
		'THEN(1) { top = highest(top); }\n\tPASS(2)\n\t{\n\t\tbits at',
		'THEN(1) { top = splat(0); }\n\tPASS(2)\n\t{\n\t\tbits at',
	],
	['last of ties', 'multiclass.h', 'lowest(choice)[0] !=', 'highest(choice)[0] !='],
	['NaN lost in argmax', 'multiclass.h', 'SUM(unknown, pick(f == f, 0, f));', ''],
	['linear targets', 'multiclass.h', 'LABELS(classes, "[0, inf)") LINEAR DOMAIN', 'LABELS(classes, "[0, inf)") DOMAIN'],

	['order of target and prediction', 'divergence.h', 'real d = y - p,', 'real d = p - y,'],
	[
		'NaN lost where the target is 0',
		'divergence.h',
		'pick(y == 0, like(p, y), y * ratio)',
		'pick(y == 0, 0, y * ratio)',
	],
	['sums of targets are free', 'divergence.h', 'NORMALIZED ', ''],
	['sign of a second derivative', 'divergence.h', 'h = splat(-base) / p', 'h = splat(base) / p'],
	['distance of a zero vector', 'embedding.h', 'lone ? 1 + none', 'lone ? none'],

	['default of the base', 'about.h', '(base, "e", "e | 2 | 10")', '(base, 2, "e | 2 | 10")'],
	['tail of a row in a sum', 'kernel.h', '((real)(valid & (bits)(x)))', '((real)(bits)(x))'],
	['tail of a row in a maximum', 'kernel.h', 'rmax(into, pick(valid, x, into))', 'rmax(into, x)'],
	['number of classes in a row', 'kernel.h', 'count(row->from + i)', 'count(i)'],

	['label coding', 'around.h', '2 * y[i] - 1', '1 - 2 * y[i]'],
	['first class of a piece', 'around.h', 'label[r] >= from', 'label[r] > from'],
	['wrong class', 'around.h', '+ label[r] - from] = 1', '+ cells - 1 - label[r] + from] = 1'],
	['smoothing', 'around.h', 'smoothing / total', 'smoothing / (total - 1)'],
	['what smoothing keeps', 'around.h', 'splat(1 - smoothing)', 'splat(1)'],
	['weight of zero in values', 'around.h', 'return w == 0 ? 0 : w * x;', 'return w * x;'],
	['weight of zero in sums', 'around.h', 'w[i + k] == 0 ? 0 : (double)x[i + k]', '(double)x[i + k]'],
	['weighted gradients', 'around.h', 'if (parts & 2) g[i]', 'if (parts & 8) g[i]'],
	['class weights', 'around.h', '*= weight[k]', '*= weight[0]'],
	['values beyond a bound', 'around.h', '(x[i] > h)', '(x[i] > h + 1)'],

	['order of a sum', 'reduce.c', '((s[0] + s[4]) + (s[2] + s[6]))', '((s[0] + s[2]) + (s[4] + s[6]))'],
	['sum of a block that overflows', 'reduce.c', 'if (s - s == 0) exact_add(e, s);', 'if (1) exact_add(e, s);'],
	['bits below the leading ones', 'reduce.c', 'lead |= e.limb[k] != 0;', ';'],
	['NaN lost in a merge', 'reduce.c', 'into->sum.special += from->sum.special;', ''],
	['terms in wait lost in a merge', 'reduce.c', 'i < from->waiting', 'i < from->waiting - 1'],
	[
		'sum of the last call',
		'reduce.c',
		'running[which].sum.used = running[which].waiting = 0;',
		'running[which].waiting = 0;',
	],
]
