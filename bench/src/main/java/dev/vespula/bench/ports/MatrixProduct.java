package dev.vespula.bench.ports;

/** The product of two square matrices of floats, the right one transposed first. */
final class MatrixProduct implements Kernel {
    private int size;
    private float[] left;
    private float[] right;
    private float[] transposed;
    private float[] product;

    @Override
    public void setUp(int n) {
        size = n;
        left = new float[n * n];
        right = new float[n * n];
        transposed = new float[n * n];
        product = new float[n * n];
        for (int i = 0; i < n * n; i++) {
            left[i] = i % 1024 * 0.001f;
            right[i] = i * 7 % 1024 * 0.001f;
        }
    }

    @Override
    public Object run(long argument) {
        int n = size;
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                transposed[column * n + row] = right[row * n + column];
            }
        }
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                float sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += left[row * n + k] * transposed[column * n + k];
                }
                product[row * n + column] = sum;
            }
        }
        return null;
    }

    @Override
    public Object output() {
        float sum = 0;
        for (float cell : product) {
            sum += cell;
        }
        return sum;
    }
}
