package dev.hmmbench.results.stats;

import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * A power law {@code y = scale * x^exponent}, fitted by least squares on the logarithms: a line on
 * paper with two logarithmic axes. An exponent of 1 is proportional, one of 0 is constant.
 *
 * @param exponent slope of the line
 * @param scale value at 1
 */
public record PowerLaw(double exponent, double scale) {

    /** Points below which a line says nothing: two always lie on one. */
    public static final int MIN_POINTS = 3;

    /**
     * Returns the fit.
     *
     * @param x positive, at least {@link #MIN_POINTS} different values
     * @param y positive, one for each x
     */
    public static PowerLaw fit(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
        }
        Numbers.check(x, MIN_POINTS);
        double[] logX = Numbers.logs(x);
        double[] logY = Numbers.logs(y);
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < x.length; i++) {
            line.addData(logX[i], logY[i]);
        }
        if (!Double.isFinite(line.getSlope())) {
            throw new IllegalArgumentException("all x are the same");
        }
        return new PowerLaw(line.getSlope(), Math.exp(line.getIntercept()));
    }

    /** Returns the value that it gives at {@code x}. */
    public double at(double x) {
        return scale * Math.pow(x, exponent);
    }

    /** Returns how far the farthest of these points lies off, as a relative change. */
    public double farthest(double[] x, double[] y) {
        double farthest = 0;
        for (int i = 0; i < x.length; i++) {
            farthest = Math.max(farthest, Math.abs(Math.log(y[i] / at(x[i]))));
        }
        return Math.expm1(farthest);
    }
}
