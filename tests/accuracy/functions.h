/* The functions measured: F(name, goal in ulp, reference in a wider type, domain, range that random points favour).
   Outside its domain a function promises nothing; Q(f) is f of libm or, for double precision, of libquadmath. */
F(rexp, 1.25, Q(exp)(x), -INF, INF, -750, 750)
F(rexpneg, 1.25, Q(exp)(x), -INF, 0, -750, 0)
F(rexpm1, 2, Q(expm1)(x), -INF, INF, -40, 40)
F(rlog, 1.25, Q(log)(x), -INF, INF, 0, 4)
F(rlog1p, 2, Q(log1p)(x), -INF, INF, -1, 4)
F(rlog1p01, 2, Q(log1p)(x), 0, 1, 0, 1)
F(rsoftplus, 2, Q(fmax)(x, 0) + Q(log1p)(Q(exp)(-Q(fabs)(x))), -INF, INF, -750, 40)
F(rsigmoid, 3, (x < 0 ? Q(exp)(x) : 1) / (1 + Q(exp)(-Q(fabs)(x))), -INF, INF, -750, 40)
F(rtanh, 3, Q(tanh)(x), -INF, INF, -20, 20)
F(xlogx, 2, x == 0 ? 0 : x * Q(log)(x), -INF, INF, 0, 4)
F(rroot, 0.5, Q(sqrt)(x), -INF, INF, 0, 4)
