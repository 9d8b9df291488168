/* The catalogue, in its order. */
#include "kernel.h"

#include "regression.h"
#include "binary.h"
#include "margin.h"
#include "multiclass.h"
#include "divergence.h"
#include "embedding.h"
