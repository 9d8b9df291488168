/* The catalogue.  The losses of training loops are compiled for speed, in both precisions (f32.c, f64.c); the rare ones for
   size, in double alone (rare.c): single precision runs in double there and is rounded once, which is more accurate. */
#include "forms.h"
#include "kernel.h"
#include "row.h"
#include "twofold.h"

#include "regression.h"
#include "binary.h"
#include "margin.h"
#include "chance.h"
#include "multiclass.h"
#include "across.h"
#include "softmax.h"
#include "sparse.h"
#include "divergence.h"
#include "embedding.h"

#ifdef RARE
#include "percentage.h"
#include "robust.h"
#endif
#include "likelihood.h"
#ifdef RARE
#include "hinges.h"
#include "softmargin.h"
#include "orders.h"
#include "segmentation.h"
#include "pair.h"
#include "box.h"
#endif
