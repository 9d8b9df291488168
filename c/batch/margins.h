/* Softmax losses of cosines between embeddings and class directions, or of logits, where a margin lowers the target
   (../angles.h): of embeddings and a matrix with a row a class.  ../softmargin.h has them of the cosines alone.

	FACE(id, kind, scaled, parameters, description) { body }

   states the target's score, at.c, as it enters.  The scores are of a kind (scores.h), cosines multiplied by the lengths of the
   rows that `scaled` names; then all are multiplied by `scale`.  A row of zeros has no direction: its scores are 0, and flat. */
#undef FAMILY
#define FAMILY "multiclass"

enum { NEITHER, EMBEDDINGS, CLASSES };

typedef struct {
	scores m;
	const input *labels;
	input classes;
	int i, count, each; /* sample, classes, directions a class */
	facing at;          /* score of the target */
	double *z, *t, *p, *a;
	int32_t *who; /* each class's direction, the first of the nearest ones */
} layer;

static void begin(layer *l, int order, int kind, int scaled, const input *labels, const input *embeddings,
                  const input *classes, int each)
{
	const int count = classes->rows;
	l->labels = labels, l->classes = *classes, l->i = -1, l->count = count, l->each = each;
	l->z = numbers(count), l->t = numbers(count), l->p = numbers(count), l->a = numbers(count),
	l->who = integers(count);
	l->classes.rows = count * each, l->classes.columns = embeddings->columns;
	score_all(&l->m, kind, order, embeddings, &l->classes);
	l->m.from.scaled = scaled & EMBEDDINGS, l->m.to->scaled = scaled & CLASSES;
}

/* Goes on to the next sample that is not ignored. */
static int next(layer *l)
{
	while (++l->i < l->labels->rows && l->labels->k[l->i] < 0) {}
	if (l->i >= l->labels->rows) return 0;
	for (int k = 0; k < l->count; k++) {
		l->who[k] = k * l->each;
		for (int j = k * l->each + 1; j < (k + 1) * l->each; j++) {
			const double s = score(&l->m, l->i, j);
			if (s > score(&l->m, l->i, l->who[k]) || s != s) l->who[k] = j;
		}
	}
	l->at = facing_of(&l->m, l->i, l->who[l->labels->k[l->i]]);
	return 1;
}

/* The score of class k, of the target the bent one. */
static bent entered(const layer *l, int k, bent target)
{
	return k == l->labels->k[l->i] ? target : (bent){ score(&l->m, l->i, l->who[k]), 1, 0 };
}

/* The cross-entropy of the scores, where that of the target is bent. */
static void soften(layer *l, double scale, bent target)
{
	const int i = l->i;
	const side *from = &l->m.from, *to = l->m.to;
	for (int k = 0; k < l->count; k++) {
		const double many = (from->scaled ? from->size[i] : 1) * (to->scaled ? to->size[l->who[k]] : 1);
		l->z[k] = scale * many * entered(l, k, target).v, l->t[k] = k == l->labels->k[i];
	}
	const double w = weight(i);
	value(i, cross_entropy(l->count, l->z, l->t, l->p, l->m.order ? l->a : 0), 1);
	if (!l->m.order || w == 0) return;
	const int best = highest_of(l->p, l->count);
	l->m.even = 1, likeliest(&l->m, w, i, l->who[best], entered(l, best, target), scale);
	for (int k = 0; k < l->count; k++)
		meet_bent(&l->m, i, l->who[k], entered(l, k, target), w * scale * l->a[k], 0, scale,
		          k == best ? 0 : l->p[k]);
	settle(&l->m, -w);
}

#define LAYER(dimensions)                                                         \
	(labels, index, "samples", OF("classes") IGNORABLE)(embeddings, variable, \
	                                                    "samples features")(classes, variable, dimensions)
#define FACE_OF(inputs, id, kind, scaled, each, scale, parameters, description)                   \
	static bent id##_target(facing at SCALARS(parameters));                                   \
	BATCH(id, inputs, parameters, EACH("samples") SHARE("labels[i] < 0 ? 0 : 1") description) \
	{                                                                                         \
		layer l;                                                                          \
		begin(&l, order, kind, scaled, &labels, &embeddings, &classes, each);             \
		while (next(&l)) soften(&l, scale, id##_target(l.at ACTUALS(parameters)));        \
	}                                                                                         \
	static bent id##_target(facing at SCALARS(parameters))
#define FACE(id, kind, scaled, scale, parameters, description) \
	FACE_OF(LAYER("classes features"), id, kind, scaled, 1, scale, parameters, description)

/* The formula, of the scores c(k), and of the target, in x. */
#define LENGTH(x, i) "sqrt(sum(f, features, " x "[" i "][f]^2))"
#define PRODUCT "sum(f, features, embeddings[i][f] * classes[k][f])"
#define COSINE_TO "c(k) = " PRODUCT " / (" LENGTH("embeddings", "i") " * " LENGTH("classes", "k") "); "
#define LOWERED(lengths, target)                                           \
	"x = c(labels[i]); z(k) = " lengths " * (k == labels[i] ? " target \
	" : c(k)); log(sum(k, classes, exp(z(k)))) - z(labels[i])"

/* Of the embedding's direction, or (normalize false) times its length. */
FACE(linear_normalized_softmax, COSINE, normalize != 0 ? NEITHER : EMBEDDINGS, scale,
     (scale, 20, "(0, inf)")(normalize, true, "false | true"),
     NAMES("Normalized softmax of embeddings", "嵌入的归一化 Softmax 损失") ALIASES("NormalizedSoftmaxLoss NormFace")
             FORMULA(COSINE_TO LOWERED("scale * (normalize ? 1 : " LENGTH("embeddings", "i") ")", "x"))
                     REFERENCE("Wang et al. 2017, doi:10.1145/3123266.3123359"))
{
	(void)scale, (void)normalize;
	return (bent){ at.c, 1, 0 };
}

FACE(linear_large_margin, COSINE, EMBEDDINGS | CLASSES, scale,
     (scale, 1, "(0, inf)")(margin, 4, "1 | 2 | 3 | 4 | 5 | 6"),
     NAMES("Large-margin softmax (L-Softmax) of embeddings",
           "嵌入的大间隔 Softmax（L-Softmax）损失") ALIASES("LargeMarginSoftmaxLoss l_softmax LSoftmax")
             FORMULA(COSINE_TO LOWERED("scale * " LENGTH("embeddings", "i") " * " LENGTH("classes", "k"), FOLDED("x")))
                     REFERENCE("Liu et al. 2016, arXiv:1612.02295"))
{
	(void)scale;
	return folded(at.c, margin);
}

FACE(linear_sphere_face, COSINE, EMBEDDINGS, scale, (scale, 1, "(0, inf)")(margin, 4, "1 | 2 | 3 | 4 | 5 | 6"),
     NAMES("SphereFace (A-Softmax) of embeddings", "嵌入的 SphereFace（A-Softmax）损失")
             ALIASES("SphereFaceLoss ASoftmax")
                     FORMULA(COSINE_TO LOWERED("scale * " LENGTH("embeddings", "i"), FOLDED("x")))
                             REFERENCE("Liu et al. 2017, doi:10.1109/CVPR.2017.713"))
{
	(void)scale;
	return folded(at.c, margin);
}

FACE(linear_cos_face, COSINE, NEITHER, scale, (scale, 64, "(0, inf)")(margin, 0.35, "[0, inf)"),
     NAMES("CosFace (AM-Softmax) of embeddings", "嵌入的 CosFace（AM-Softmax）损失")
             ALIASES("CosFaceLoss AMSoftmax LMCL") FORMULA(COSINE_TO LOWERED("scale", "(x - margin)"))
                     REFERENCE("Wang et al. 2018, doi:10.1109/CVPR.2018.00552"))
{
	(void)scale;
	return (bent){ at.c - margin, 1, 0 };
}

#define ARC                                                                                               \
	(scale, 64, "(0, inf)")(margin, 0.5, "[0, 3]")(monotone, true, "false | true")(easyMargin, false, \
	                                                                               "false | true")

FACE(linear_arc_face, COSINE, NEITHER, scale, ARC,
     NAMES("ArcFace (AAM-Softmax) of embeddings", "嵌入的 ArcFace（AAM-Softmax）损失") ALIASES("ArcFaceLoss AAMSoftmax")
             FORMULA(COSINE_TO LOWERED("scale", ADDED("x"))) REFERENCE("Deng et al. 2019, doi:10.1109/CVPR.2019.00482"))
{
	(void)scale;
	return added(at, margin, monotone, easyMargin);
}

/* A class has several directions, and the nearest one counts. */
FACE_OF(LAYER("classes centers features"), sub_center_arc_face, COSINE, NEITHER, classes.columns, scale, ARC,
        NAMES("Sub-center ArcFace", "子中心 ArcFace 损失") ALIASES("SubCenterArcFaceLoss subcenter_arcface")
                FORMULA("c(k) = largest(m, centers, sum(f, features, embeddings[i][f] * classes[k][m][f]) / (" LENGTH(
                        "embeddings", "i") " * " LENGTH("classes[k]", "m") ")); " LOWERED("scale", ADDED("x")))
                        REFERENCE("Deng et al. 2020, doi:10.1007/978-3-030-58621-8_43"))
{
	(void)scale;
	return added(at, margin, monotone, easyMargin);
}

FACE(linear_sm_softmax, DOT, NEITHER, 1, (margin, 0.5, "[0, inf)"),
     NAMES("Soft-margin softmax of embeddings", "嵌入的软间隔 Softmax 损失")
             ALIASES("soft_margin_softmax_layer SMSoftmax") FORMULA("c(k) = " PRODUCT "; " LOWERED("1", "(x - margin)"))
                     REFERENCE("Liang et al. 2017, doi:10.1007/978-3-319-70096-0_43"))
{
	return (bent){ at.c - margin, 1, 0 };
}

FACE(linear_combined_margin, COSINE, NEITHER, scale,
     (scale, 30, "(0, inf)")(m1, 1, "[1, inf)")(m2, 0.5, "[0, inf)")(m3, 0, "[0, inf)"),
     NAMES("Combined angular margin of embeddings", "嵌入的组合角度间隔 Softmax 损失") ALIASES("CombinedMarginLoss")
             FORMULA(COSINE_TO LOWERED("scale", TURNED("x")))
                     REFERENCE("Deng et al. 2019, doi:10.1109/CVPR.2019.00482"))
{
	(void)scale;
	return turned(at, m1, m2, m3);
}
