package dev.vespula.bench.ports;

/** How many iterations each point of a square takes to leave the circle of radius 2, 1,000 at most. */
final class Mandelbrot implements Kernel {
    private static final int MOST = 1_000;
    private static final double LEFT = -2;
    private static final double BOTTOM = -1.25;
    private static final double SPAN = 2.5;

    private int size;
    private int[] iterations = {};

    @Override
    public void setUp(int n) {
        size = n;
        iterations = new int[n * n];
    }

    @Override
    public Object run(long argument) {
        double step = SPAN / size;
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                iterations[row * size + column] = escape(LEFT + column * step, BOTTOM + row * step);
            }
        }
        return null;
    }

    private static int escape(double cx, double cy) {
        double x = 0;
        double y = 0;
        int count = 0;
        while (count < MOST && x * x + y * y <= 4) {
            double next = x * x - y * y + cx;
            y = 2 * x * y + cy;
            x = next;
            count++;
        }
        return count;
    }

    @Override
    public Object output() {
        long sum = 0;
        for (int count : iterations) {
            sum += count;
        }
        return sum;
    }
}
