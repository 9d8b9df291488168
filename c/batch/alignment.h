/* Losses of sequences whose alignment with their labels is unknown. */
#undef FAMILY
#define FAMILY "alignment"

/* log(exp a + exp b), of which either may be nothing: -inf. */
static double log_add(double a, double b)
{
	const double most = larger(a, b), least = b < a ? b : a;
	return most == -INF ? a + b : most + nlog1p(nexp(least - most));
}

/* The logs of the softmax of each row: without cancellation where one class is all but certain. */
static void log_softmax(const double *z, double *to, int rows, int n)
{
	for (; rows-- > 0; z += n, to += n) {
		int best = 0;
		double rest = 0;
		for (int k = 1; k < n; k++)
			if (z[k] > z[best]) best = k;
		for (int k = 0; k < n; k++) rest += k == best ? 0 * (z[k] - z[k]) : nexp(z[k] - z[best]);
		rest = nlog1p(rest);
		for (int k = 0; k < n; k++) to[k] = (k == best ? 0 : z[k] - z[best]) - rest;
	}
}

/* The labels with blanks around and between them: the states of an alignment.  A state may follow itself, the one before
   it, and, if it is another label, the one before that. */
typedef struct {
	const int32_t *labels;
	int blank, states, classes;
} chain;

/* Of `count` labels those that are not left out, which are kept. */
static chain chain_of(const int32_t *labels, int count, int32_t *kept, int blank, int classes)
{
	int length = 0;
	for (int k = 0; k < count; k++)
		if (labels[k] >= 0) kept[length++] = labels[k];
	return (chain){ kept, blank, 2 * length + 1, classes };
}

static inline int symbol(const chain *c, int s) { return s % 2 ? c->labels[s / 2] : c->blank; }
static inline int skips(const chain *c, int s)
{
	return s > 1 && s < c->states && s % 2 && symbol(c, s) != symbol(c, s - 2);
}

/* The log of the sum over all paths to each state at each time; `back`, from each state on: without its own time. */
static void paths(const chain *c, const double *logs, double *a, int frames, int back)
{
	const int n = c->states;
	for (int i = 0; i < frames; i++) {
		const int t = back ? frames - 1 - i : i, before = back ? t + 1 : t - 1;
		for (int s = 0; s < n; s++) {
			double sum = -INF;
			if (i == 0) sum = (back ? s > n - 3 : s < 2) ? 0 : -INF;
			for (int step = 0; i && step < 3; step++) {
				const int from = back ? s + step : s - step;
				if (from < 0 || from >= n || (step == 2 && !skips(c, back ? from : s))) continue;
				const double more = back ? logs[before * c->classes + symbol(c, from)] : 0;
				sum = log_add(sum, a[(size_t)before * n + from] + more);
			}
			a[(size_t)t * n + s] = back ? sum : sum + logs[(size_t)t * c->classes + symbol(c, s)];
		}
	}
}

/* Room for the frames of one sample: the logs of the softmax, of the paths to and from each state, and of one frame the
   chances of the classes. */
typedef struct {
	double *logs, *to, *from, *chance;
} lattice;

static lattice lattice_of(int frames, double states, int classes)
{
	return (lattice){ numbers((double)frames * classes), numbers(frames * states), numbers(frames * states),
		          numbers(classes) };
}

/* The log of the sum over all paths: those that end in the last label, or in the blank behind it. */
static double all_paths(const chain *c, const lattice *m, const double *logits, int frames)
{
	if (frames == 0) return c->states == 1 ? 0 : -INF;
	log_softmax(logits, m->logs, frames, c->classes);
	paths(c, m->logs, m->to, frames, 0);
	const double *last = m->to + (size_t)frames * c->states - 1;
	return c->states == 1 ? *last : log_add(*last, last[-1]);
}

/* Adds w times the derivatives of minus that log by the logits from `at` on: the softmax p less the chance r that a path has
   the class at this time, as p (1 - r) - r (1 - p); r (1 - r) is its variance. */
static void add_paths(int order, double w, const chain *c, const lattice *m, double all, int frames,
                      const input *logits, size_t at)
{
	const int n = c->classes;
	paths(c, m->logs, m->from, frames, 1);
	for (int t = 0; t < frames; t++, at += n) {
		double *chance = m->chance, *p = m->logs + (size_t)t * n;
		const double *to = m->to + (size_t)t * c->states, *from = m->from + (size_t)t * c->states;
		for (int k = 0; k < n; k++) chance[k] = 0, p[k] = nexp(p[k]);
		for (int s = 0; s < c->states; s++) chance[symbol(c, s)] += nexp(to[s] + from[s] - all);
		for (int k = 0; k < n; k++) {
			const double r = chance[k], not_p = complement(p, n, k), not_r = complement(chance, n, k);
			const double g = w * (p[k] * not_r - r * not_p);
			logits->g[at + k] += g;
			if (order > 1) logits->h[at + k] += g * (p[k] > 0.5 ? not_p - r : not_r - p[k]);
		}
	}
}

/* The sum over all alignments of labels and frames, of which there are none where a label is missing room: then the value
   is infinite, or 0 with zeroInfinity, and the derivatives are 0.  Labels that are left out, and those behind labelLengths, do
   not count.  Of log-probabilities, which are logits too, it gives the same. */
BATCH(ctc,
      (labels, index, "samples positions", OF("classes") IGNORABLE RAGGED EXCEPT("blank"))(logits, variable, "samples frames classes")
      (labelLengths, count, "samples", OF("positions") OPTION("1e999"))(inputLengths, count, "samples", OF("frames") OPTION("1e999"))
      (blank, index, "", OF("classes") OPTION("0")),
      (zeroInfinity, false, "false | true")(perLabel, false, "false | true"),
      NAMES("Connectionist temporal classification", "连接时序分类损失")
      ALIASES("CTC CTCLoss ctc_loss ctc_loss_with_forward_probs warp_ctc connectionist_temporal_classification")
      EQUALS("torch CTCLoss perLabel=true; torch CTCLoss(reduction='sum'); keras CTC ignoreIndex=0 denominator=count; optax ctc_loss")
      EACH("samples")
      FORMULA("n = sum(j, positions, labels[i][j] >= 0 and j < labelLengths[i] ? 1 : 0); T = sum(t, frames, t < inputLengths[i] ? 1 : 0); symbol(s) = s % 2 == 0 ? blank : labels[i][(s - 1) / 2]; p(t, k) = exp(logits[i][t][k]) / sum(j, classes, exp(logits[i][t][j])); paths(t, s) = s < 0 ? 0 : t < 0 ? (s < 1 ? 1 : 0) : p(t, symbol(s)) * (t == 0 ? (s < 2 ? 1 : 0) : paths(t - 1, s) + paths(t - 1, s - 1) + (s % 2 == 1 and s > 1 and symbol(s) != symbol(s - 2) ? paths(t - 1, s - 2) : 0)); loss = -log(paths(T - 1, 2 * n) + (n > 0 ? paths(T - 1, 2 * n - 1) : 0)); (zeroInfinity and loss == inf ? 0 : loss) / (perLabel ? max(1, n) : 1)")
      REFERENCE("Graves, Fernández, Gomez & Schmidhuber 2006, doi:10.1145/1143844.1143891"))
{
	const int most = logits.columns, n = logits.depth;
	const lattice m = lattice_of(most, 2.0 * labels.columns + 1, n);
	int32_t *kept = integers(labels.columns);
	for (int i = 0; i < logits.rows; i++) {
		const int frames = inputLengths.k ? inputLengths.k[i] : most;
		const int end = labelLengths.k ? labelLengths.k[i] : labels.columns;
		const chain c = chain_of(labels.k + (size_t)i * labels.columns, end, kept, blank.k ? *blank.k : 0, n);
		const size_t at = (size_t)i * most * n;
		const double per = perLabel && c.states > 1 ? c.states / 2 : 1, w = weight(i) / per;
		const double all = all_paths(&c, &m, logits.x + at, frames);
		value(i, all == -INF ? (zeroInfinity ? 0 : INF) : -all / per, 1);
		if (order && w != 0 && all != -INF) add_paths(order, w, &c, &m, all, frames, &logits, at);
	}
}
