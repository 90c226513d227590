package dev.vespula.bench;

/**
 * A clock that makes CoreMark do the same number of iterations in every call. The program reads it before and after its
 * iterations: it tries 10, and multiplies by 1 + 10 / (seconds that took) until they took a second; then it runs that many
 * and divides by the seconds that took. Left alone it would guess from cold code and run for 10 to 20 s, a different number
 * of iterations each time.
 *
 * <p>So the first interval is one second, and the second {@link #TIMED_SECONDS}.
 */
final class CoreMarkClock implements BenchEngine.Clock {
    /** What one call does in all: 10 to calibrate and 110 to time. */
    static final int ITERATIONS = 120;
    /** At least ten, else the program refuses to give a score. */
    private static final int TIMED_SECONDS = 20;
    /** The score of every call that found its own checks right. */
    static final String SCORE = Double.toString(110.0 / TIMED_SECONDS);

    private int reads;
    private int now;

    @Override
    public int milliseconds() {
        switch (reads++ % 4) {
            case 1 -> now += 1_000;
            case 3 -> now += TIMED_SECONDS * 1_000;
            default -> {}
        }
        return now;
    }
}
