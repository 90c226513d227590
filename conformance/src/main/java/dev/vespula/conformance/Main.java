package dev.vespula.conformance;

import dev.vespula.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code ./conformance/run}: runs every suite found in the folders given. */
public final class Main {
    private static final String USAGE = """
            usage: conformance/run [--tier interpreter|compiled|auto] [--fuel off|on|refuel] [--code in_time|ahead]
                                   [--call dynamic|typed] DIR...

            Runs every suite found in the folders and below them: banks (expected.json with modules.zip), malformed binaries
            (verdicts.tsv with binaries.zip), WASI programs (manifest.json) and scripts (*.wast). What is not executed yet
            is skipped, with a line that says what and how many. Failures are listed with what was expected; the last line is 'N passed, N failed, N skipped'. Exit code 0 if nothing failed.
            """;

    private Main() {}

    public static void main(String[] args) throws IOException {
        System.exit(run(args));
    }

    private static int run(String[] args) throws IOException {
        Tier tier = RunOptions.DEFAULT.tier();
        RunOptions.Fuel fuel = RunOptions.DEFAULT.fuel();
        RunOptions.Code code = RunOptions.DEFAULT.code();
        RunOptions.Call call = RunOptions.DEFAULT.call();
        List<Suite> suites = new ArrayList<>();
        try {
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--help", "-h" -> {
                        System.out.print(USAGE);
                        return 0;
                    }
                    case "--tier" -> tier = choice(Tier.class, args, ++i);
                    case "--fuel" -> fuel = choice(RunOptions.Fuel.class, args, ++i);
                    case "--code" -> code = choice(RunOptions.Code.class, args, ++i);
                    case "--call" -> call = choice(RunOptions.Call.class, args, ++i);
                    default -> suites.addAll(suitesIn(args[i]));
                }
            }
            if (suites.isEmpty()) {
                throw new IllegalArgumentException("no suite to run");
            }
            RunOptions options = new RunOptions(tier, fuel, code, call);
            Report report = new Runner(options).run(suites);
            report.print(System.out);
            return report.failures().isEmpty() ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println("conformance/run: " + e.getMessage());
            System.err.print(USAGE);
            return 2;
        }
    }

    private static List<Suite> suitesIn(String folder) throws IOException {
        if (folder.startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + folder);
        }
        Path path = Path.of(folder);
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(folder + " is not a folder");
        }
        return Suites.in(path);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String[] args, int index) {
        if (index < args.length) {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(args[index])) {
                    return constant;
                }
            }
        }
        throw new IllegalArgumentException(args[index - 1] + " takes one of "
                + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }
}
