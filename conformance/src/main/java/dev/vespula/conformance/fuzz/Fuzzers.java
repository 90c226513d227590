package dev.vespula.conformance.fuzz;

import java.util.List;

/** All fuzzers. */
public final class Fuzzers {
    private Fuzzers() {}

    /** New ones. */
    public static List<Fuzzer> all() {
        return List.of(new CapturedFrames(), new ComponentRuns(), new Components(), new Differences(), new Snapshots());
    }

    /** The one with a name. */
    static Fuzzer named(String name) {
        return all().stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fuzzer " + name));
    }
}
