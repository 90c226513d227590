package dev.vespula.bench.ports;

/** Bodies that attract one another, 20 steps of time in a run; the bodies go on from where the last run left them. */
final class NBody implements Kernel {
    private static final int STEPS = 20;
    private static final double STEP = 0.01;
    private static final double SOFTENING = 1e-9;

    private static final class Body {
        double x;
        double y;
        double z;
        double vx;
        double vy;
        double vz;
        double mass;
        double ax;
        double ay;
        double az;
    }

    private Body[] bodies = {};

    @Override
    public void setUp(int size) {
        Numbers numbers = new Numbers(size);
        bodies = new Body[size];
        for (int i = 0; i < size; i++) {
            Body body = new Body();
            body.x = numbers.between(-100, 100);
            body.y = numbers.between(-100, 100);
            body.z = numbers.between(-100, 100);
            body.vx = numbers.between(-0.1, 0.1);
            body.vy = numbers.between(-0.1, 0.1);
            body.vz = numbers.between(-0.1, 0.1);
            body.mass = numbers.between(0.1, 10);
            bodies[i] = body;
        }
    }

    @Override
    public Object run(long argument) {
        for (int step = 0; step < STEPS; step++) {
            attract();
            for (Body body : bodies) {
                body.vx += body.ax * STEP;
                body.vy += body.ay * STEP;
                body.vz += body.az * STEP;
                body.x += body.vx * STEP;
                body.y += body.vy * STEP;
                body.z += body.vz * STEP;
            }
        }
        return null;
    }

    private void attract() {
        for (Body body : bodies) {
            body.ax = 0;
            body.ay = 0;
            body.az = 0;
        }
        for (int i = 0; i < bodies.length; i++) {
            Body one = bodies[i];
            for (int j = i + 1; j < bodies.length; j++) {
                Body other = bodies[j];
                double dx = other.x - one.x;
                double dy = other.y - one.y;
                double dz = other.z - one.z;
                double square = dx * dx + dy * dy + dz * dz + SOFTENING;
                double cube = 1 / (square * Math.sqrt(square));
                double pull = other.mass * cube;
                one.ax += dx * pull;
                one.ay += dy * pull;
                one.az += dz * pull;
                double back = one.mass * cube;
                other.ax -= dx * back;
                other.ay -= dy * back;
                other.az -= dz * back;
            }
        }
    }

    @Override
    public Object output() {
        double sum = 0;
        for (Body body : bodies) {
            sum += body.x * 0.5;
            sum += body.y * 0.75;
            sum += body.z * 1.25;
            sum += 0.125 * body.mass * (body.vx * body.vx + body.vy * body.vy + body.vz * body.vz);
        }
        return sum;
    }
}
