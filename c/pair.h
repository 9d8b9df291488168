/* Losses of a pair: of its distance, or of its two scores. */
#undef FAMILY
#define FAMILY "embedding"

/* The pair is alike (1) or not (-1); the prediction is its distance. */
LOSS(prediction, hinge_embedding, (margin, 1, "(-inf, inf)"),
     NAMES("Hinge embedding", "合页嵌入损失")
     EQUALS("torch HingeEmbeddingLoss subgradient=steepest")
     LABELS(pm1, "[-1, 1]")
     FORMULA("y > 0 ? f : max(0, margin - f)") KINKS("margin")
     REFERENCE("PyTorch, HingeEmbeddingLoss"))
{
	real lack = margin - f, all = f + y;
	return (out){ like(y, pick(y > 0, f, rmax(lack, 0))), like(all, pick(y > 0, 1, pick(lack > 0, -1, 0))),
		      like(all, 0) };
}

/* `similar` is the label of a pair that is alike. */
LOSS(prediction, contrastive, (margin, 1, "[0, inf)")(power, 2, "1 | 2")(half, false, "false | true")(similar, 1, "0 | 1"),
     NAMES("Contrastive", "对比损失")
     ALIASES("siamese")
     EQUALS("flux siamese_contrastive_loss similar=0")
     LABELS(unit, "[0, 1]") DOMAIN("[0, inf)")
     FORMULA("(half ? 0.5 : 1) * ((similar == 1 ? y : 1 - y) * f^power + (similar == 1 ? 1 - y : y) * max(0, margin - f)^power)")
     KINKS("margin")
     REFERENCE("Hadsell, Chopra & LeCun 2006, doi:10.1109/CVPR.2006.100"))
{
	real k = 1 - half / 2, same = pick(similar == 1, y, 1 - y), other = pick(similar == 1, 1 - y, y),
	     lack = rmax(margin - f, 0);
	bits square = power == 2, short_of = lack > 0;
	real slope = pick(lack == 0, pick(f == margin, rmax(same - other, 0), same), same - other);
	return (out){
		k * (product(same, pick(square, f * f, f)) + other * pick(square, lack * lack, lack)),
		k * like(f, pick(square, 2 * (product(same, f) - other * lack), slope)),
		k * like(f, like(y, keep(square, 2 * (same + keep(short_of, other))))),
	};
}

#undef FAMILY
#define FAMILY "ranking"

TUPLE(margin_ranking, 2, 1, (margin, 0, "(-inf, inf)"),
      NAMES("Margin ranking", "间隔排序损失")
      ALIASES("margin_ranking_loss")
      EQUALS("torch MarginRankingLoss subgradient=steepest")
      PREDICTED("first (-inf, inf); second (-inf, inf)") OBSERVED("y [-1, 1]") KINKS("margin - y * (first - second)")
      FORMULA("max(0, margin - y * (first - second))")
      REFERENCE("Herbrich, Graepel & Obermayer 2000, Large margin rank boundaries for ordinal regression"))
{
	real lack = margin - y[0] * (f[0] - f[1]), slope = like(lack, keep(lack > 0, y[0])), none = like(lack, 0);
	return (outs){ rmax(lack, 0), { -slope, slope }, { none, none } };
}
