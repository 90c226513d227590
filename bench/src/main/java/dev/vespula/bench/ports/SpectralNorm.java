package dev.vespula.bench.ports;

/** The spectral norm of an infinite matrix, cut to n by n, by ten steps of power iteration. */
final class SpectralNorm implements Kernel {
    private static final int STEPS = 10;

    private double[] start = {};
    private double[] u = {};
    private double[] v = {};
    private double[] between = {};
    private double norm;

    @Override
    public void setUp(int size) {
        Numbers numbers = new Numbers(size);
        start = new double[size];
        for (int i = 0; i < size; i++) {
            start[i] = numbers.between(0.5, 1.5);
        }
        u = new double[size];
        v = new double[size];
        between = new double[size];
    }

    @Override
    public Object run(long argument) {
        System.arraycopy(start, 0, u, 0, u.length);
        for (int step = 0; step < STEPS; step++) {
            multiply(u, between);
            multiplyTransposed(between, v);
            multiply(v, between);
            multiplyTransposed(between, u);
        }
        double uv = 0;
        double vv = 0;
        for (int i = 0; i < u.length; i++) {
            uv += u[i] * v[i];
            vv += v[i] * v[i];
        }
        norm = Math.sqrt(uv / vv);
        return null;
    }

    private static double element(long row, long column) {
        long sum = row + column;
        return 1.0 / (sum * (sum + 1) / 2 + row + 1);
    }

    private static void multiply(double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            double sum = 0;
            for (int j = 0; j < from.length; j++) {
                sum += element(i, j) * from[j];
            }
            to[i] = sum;
        }
    }

    private static void multiplyTransposed(double[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            double sum = 0;
            for (int j = 0; j < from.length; j++) {
                sum += element(j, i) * from[j];
            }
            to[i] = sum;
        }
    }

    @Override
    public Object output() {
        return norm;
    }
}
