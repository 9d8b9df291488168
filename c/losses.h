/* The catalogue, in its order.  The losses of training loops have kernels of single precision; the others run in double and
   are rounded once, which is more accurate, and the module stays small. */
#include "forms.h"
#include "kernel.h"

#include "regression.h"
#if REAL == 64
#include "robust.h"
#endif
#include "percentage.h"
#if REAL == 64
#include "likelihood.h"
#endif
#include "binary.h"
#include "margin.h"
#include "chance.h"
#include "multiclass.h"
#include "softmax.h"
#if REAL == 64
#include "hinges.h"
#include "softmargin.h"
#endif
#include "divergence.h"
#if REAL == 64
#include "orders.h"
#include "segmentation.h"
#endif
#include "embedding.h"
#if REAL == 64
#include "pair.h"
#include "box.h"
#endif
