package dev.vespula.bench;

import java.util.List;

/**
 * How much time a run takes.
 *
 * @param name what it is called in files of results
 * @param rounds in how many processes each engine runs each case, engines taking turns
 * @param warmUp how long a case runs before it is timed
 * @param seconds for how many seconds it is timed
 * @param programSeconds for how many seconds a process runs a program or a recorded use again and again
 * @param limitSeconds when a process is given up
 */
record Extent(String name, int rounds, WarmUp warmUp, double seconds, double programSeconds, double limitSeconds) {
    /** All of it, within three hours on two cores. */
    static final Extent FULL = new Extent("full", 3, new WarmUp(1, 6), 0.8, 12, 240);
    /** A look at everything within five minutes on two cores: once, and short. */
    static final Extent QUICK = new Extent("quick", 1, new WarmUp(0.3, 1.5), 0.2, 2, 40);
    /** What the page shows first: all real programs, once and with the default and V8 only, and the rest as in a quick run. */
    static final Extent BOUNDED = new Extent("bounded", 1, new WarmUp(0.3, 1.5), 0.2, 4, 40);
    /** Recorded uses take milliseconds, and what they use gets warm later than a program that does one thing. */
    private static final int BOUNDED_REPLAY = 3;

    /** Whether all but real programs is only looked at. */
    boolean isQuick() {
        return !hasAllPrograms() || name.equals(BOUNDED.name);
    }

    boolean hasAllPrograms() {
        return !name.equals(QUICK.name);
    }

    /** For how many seconds a process plays a recorded use. */
    double replaySeconds() {
        return name.equals(BOUNDED.name) ? BOUNDED_REPLAY * programSeconds : programSeconds;
    }

    Extent withRounds(int count) {
        return new Extent(name, count, warmUp, seconds, programSeconds, limitSeconds);
    }

    Extent withWarmUp(double least) {
        return new Extent(name, rounds, new WarmUp(least, Math.max(least, warmUp.most())), seconds, programSeconds,
                limitSeconds);
    }

    Extent withSeconds(double value) {
        return new Extent(name, rounds, warmUp, value, programSeconds, limitSeconds);
    }

    Extent withProgramSeconds(double value) {
        return new Extent(name, rounds, warmUp, seconds, value, limitSeconds);
    }

    /** With less patience for what does not come to rest: small operations, engines that collect garbage all the time. */
    Extent impatient() {
        return new Extent(name, rounds, new WarmUp(warmUp.least() / 2, warmUp.least() * 2), seconds / 2, programSeconds,
                limitSeconds);
    }

    /** What processes that warm something up and time it get on their command lines. */
    List<String> times() {
        return List.of(Double.toString(warmUp.least()), Double.toString(warmUp.most()), Double.toString(seconds));
    }

    /** The warm-up that {@link #times} wrote among these words from an index on; the seconds follow it. */
    static WarmUp warmUp(String[] words, int index) {
        return new WarmUp(Double.parseDouble(words[index]), Double.parseDouble(words[index + 1]));
    }
}
