package dev.vespula.conformance.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Runs a fuzzer, one seed after the other, for a time or a number of cases. */
public final class Campaign {
    /** System property with the seconds that each fuzzer may take in the build. */
    public static final String SECONDS = "vespula.fuzz.seconds";
    private static final int LINES = 12;
    private static final long REPORT_SECONDS = 60;

    private final Fuzzer fuzzer;
    private final PrintStream out;
    private final Path folder;
    private long seeds;
    private long cases;
    private int faults;

    /**
     * A campaign.
     *
     * @param out    told of faults and of the progress
     * @param folder where inputs with faults are kept, or null
     */
    public Campaign(Fuzzer fuzzer, PrintStream out, Path folder) {
        this.fuzzer = fuzzer;
        this.out = out;
        this.folder = folder;
    }

    /** Tries seeds from one on until the time is over or there were enough cases, at least one; returns the number of faults. */
    public int run(long firstSeed, long seconds, long mostCases) throws IOException {
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long report = start + TimeUnit.SECONDS.toNanos(REPORT_SECONDS);
        do {
            one(firstSeed + seeds++);
            if (System.nanoTime() - report > 0) {
                report += TimeUnit.SECONDS.toNanos(REPORT_SECONDS);
                tell(start);
            }
        } while (System.nanoTime() - end < 0 && cases < mostCases);
        tell(start);
        return faults;
    }

    private void one(long seed) throws IOException {
        Attempt attempt;
        try {
            attempt = fuzzer.attempt(seed);
        } catch (Exception | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            attempt = Attempt.fault(trace.toString().lines().limit(LINES).reduce("", (a, b) -> a + "\n    " + b), null);
        }
        cases += attempt.cases();
        if (attempt.fault() != null) {
            faults++;
            out.println(fuzzer.name() + ", seed " + seed + ": " + attempt.fault());
            out.flush();
            if (folder != null && attempt.input() != null) {
                Files.createDirectories(folder);
                Files.write(folder.resolve(fuzzer.name() + "-" + seed), attempt.input());
            }
        }
    }

    private void tell(long start) {
        out.println(fuzzer.name() + ": " + seeds + " seeds, " + cases + " cases, " + faults + " faults in "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s");
        out.flush();
    }
}
