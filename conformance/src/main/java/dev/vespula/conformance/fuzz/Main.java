package dev.vespula.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** {@code ./conformance/fuzz}: runs a fuzzer. */
public final class Main {
    private static final String USAGE = """
            usage: conformance/fuzz NAME [--seconds N] [--cases N] [--seed N] [--keep FOLDER] [PATH...]

            Tries random inputs until the time is over (60 s) or there were so many cases. What is wrong is told with the seed
            that makes it again: --seed N --cases 1. Inputs with faults are kept in a folder. Exit code 0 if nothing was found.
            """;

    private Main() {}

    public static void main(String[] args) throws IOException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws IOException {
        long seconds = 60;
        long cases = Long.MAX_VALUE;
        long seed = ThreadLocalRandom.current().nextInt(1_000_000_000);
        Path keep = null;
        Fuzzer fuzzer = null;
        List<Path> paths = new ArrayList<>();
        try {
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--help", "-h" -> {
                        help();
                        return 0;
                    }
                    case "--seconds" -> seconds = number(args, ++i);
                    case "--cases" -> cases = number(args, ++i);
                    case "--seed" -> seed = number(args, ++i);
                    case "--keep" -> keep = Path.of(value(args, ++i));
                    default -> {
                        if (fuzzer == null) {
                            fuzzer = Fuzzers.named(args[i]);
                        } else {
                            paths.add(Path.of(args[i]));
                        }
                    }
                }
            }
            if (fuzzer == null) {
                throw new IllegalArgumentException("no fuzzer named");
            }
            fuzzer.take(paths);
        } catch (IllegalArgumentException e) {
            System.err.println("conformance/fuzz: " + e.getMessage());
            System.err.print(USAGE);
            return 2;
        }
        System.out.println(fuzzer.name() + ": from seed " + seed);
        return new Campaign(fuzzer, System.out, keep).run(seed, seconds, cases) == 0 ? 0 : 1;
    }

    private static void help() {
        System.out.print(USAGE);
        System.out.println();
        Fuzzers.all().forEach(one -> System.out.printf("  %-12s %s%n", one.name(), one.about()));
    }

    private static String value(String[] args, int i) {
        if (i == args.length) {
            throw new IllegalArgumentException("a value is missing behind " + args[i - 1]);
        }
        return args[i];
    }

    private static long number(String[] args, int i) {
        try {
            return Long.parseLong(value(args, i));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(args[i] + " is no number");
        }
    }
}
