package dev.vespula.bench;

/**
 * How much time a run takes.
 *
 * @param name what it is called in files of results
 * @param rounds in how many processes each engine runs each case, engines taking turns
 * @param warmUp for how many seconds a case runs before it is timed
 * @param seconds for how many seconds it is timed
 * @param limitSeconds when a process is given up
 */
record Extent(String name, int rounds, double warmUp, double seconds, double limitSeconds) {
    /** All of it, within an hour on two cores. */
    static final Extent FULL = new Extent("full", 3, 1.5, 1, 240);
    /** A look at everything within five minutes on two cores: once, and short. */
    static final Extent QUICK = new Extent("quick", 1, 0.5, 0.2, 30);

    boolean isQuick() {
        return name.equals(QUICK.name);
    }

    Extent withRounds(int count) {
        return new Extent(name, count, warmUp, seconds, limitSeconds);
    }

    Extent withWarmUp(double value) {
        return new Extent(name, rounds, value, seconds, limitSeconds);
    }

    Extent withSeconds(double value) {
        return new Extent(name, rounds, warmUp, value, limitSeconds);
    }
}
