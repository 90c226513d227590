package dev.vespula.bench;

import dev.vespula.bench.result.Machine;
import dev.vespula.bench.result.Recorder;
import dev.vespula.bench.result.ResultFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code ./bench/run}: see {@link #USAGE}. */
public final class Main {
    private static final String USAGE = """
            usage: bench/run [--quick | --bounded] [--suite NAME]... [--engine NAME]... [--out FILE]
                   bench/run CASE... [--suite NAME]... [--engine NAME]...
                   bench/run --list

            Measures Vespula and other engines, each in processes of its own that take turns, prints a table for every suite
            and writes all values to a file for bench/report and bench/compare. Check values are verified in every run.
            The first form measures everything (within three hours on two cores), the second only cases whose names contain a
            CASE, of the suite execution unless others are named, by default with Vespula alone.

              --quick          everything once and shortly, long cases of slow engines left out; about six minutes
              --bounded        all real programs once, with the default tier and V8, a recorded use for 12 s; the rest as with
                               --quick; about 25 minutes
              --suite NAME     only this suite; repeatable
              --engine NAME    only this engine; repeatable
              --rounds N       how many processes measure a case with each engine (default 3, quick 1)
              --warm-up SECS   how long a case runs at least before it is timed (default 1, quick 0.3); it goes on until
                               the JIT compilers rest, for 6 s at most, quick 1.5
              --seconds SECS   how long a case is timed (default 0.8, quick 0.2)
              --program-seconds SECS
                               how long a process of replay, programs-warm and programs-second runs a recorded use or a
                               program again and again (default 12, quick 2, bounded 4 and three times as
                               long for a recorded use)
              --out FILE       where the values go (default bench/target/results.json)
              --list           the names of suites, engines and cases
            VESPULA_JAVA_OPTS goes to every JVM; VESPULA_NODE names the node that runs V8.
            """;
    /** Chicory is what Endive was before it was renamed; the two differ little, and an hour has room for both. */
    private static final List<String> NOT_QUICK = List.of("chicory", "chicory-compiler");

    private final CaseFile cases;
    private final Path folder;
    private final Set<String> engines = new LinkedHashSet<>();
    private final Set<String> suites = new LinkedHashSet<>();
    private final Set<String> parts = new LinkedHashSet<>();
    private Extent extent = Extent.FULL;
    private Path out = Children.ROOT.resolve("bench/target/results.json");

    private Main(Path folder) throws IOException {
        this.folder = folder;
        cases = CaseFile.read(folder);
    }

    public static void main(String[] args) {
        int code;
        try {
            code = new Main(CaseFile.folder()).run(args);
        } catch (IllegalArgumentException e) {
            System.err.println("bench/run: " + e.getMessage());
            System.err.print(USAGE);
            code = 2;
        } catch (IOException e) {
            System.err.println("bench/run: " + e.getMessage());
            code = 1;
        }
        System.exit(code);
    }

    private int run(String[] args) throws IOException {
        // First of all, because other options refine it.
        if (List.of(args).contains("--quick")) {
            extent = Extent.QUICK;
        } else if (List.of(args).contains("--bounded")) {
            extent = Extent.BOUNDED;
        }
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--help", "-h" -> {
                    System.out.print(USAGE);
                    return 0;
                }
                case "--list" -> {
                    list();
                    return 0;
                }
                case "--quick", "--bounded" -> {}
                case "--engine" -> engines.add(EngineSpec.of(value(args, ++i)).name());
                case "--suite" -> suites.add(suite(value(args, ++i)));
                case "--rounds" -> extent = extent.withRounds(Integer.parseInt(value(args, ++i)));
                case "--warm-up" -> extent = extent.withWarmUp(Double.parseDouble(value(args, ++i)));
                case "--seconds" -> extent = extent.withSeconds(Double.parseDouble(value(args, ++i)));
                case "--program-seconds" -> extent = extent.withProgramSeconds(Double.parseDouble(value(args, ++i)));
                case "--out" -> out = Path.of(value(args, ++i));
                default -> parts.add(part(args[i]));
            }
        }
        if (!parts.isEmpty() && suites.isEmpty()) {
            suites.add(ExecutionSuite.NAME);
        }
        return measure(selected());
    }

    private int measure(List<String> names) throws IOException {
        Map<String, String> versions = new TreeMap<>();
        List<EngineSpec> usable = usable(wanted(), versions);
        Recorder recorder = new Recorder();
        Session session = new Session(extent, usable, names, folder, cases, recorder);
        long start = System.nanoTime();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("date", LocalDate.now(ZoneOffset.UTC).toString());
        settings.put("version", version());
        settings.put("run", extent.name());
        settings.put("rounds", Integer.toString(extent.rounds()));
        settings.put("warm-up seconds", extent.warmUp().least() + " to " + extent.warmUp().most());
        settings.put("timed seconds", Double.toString(extent.seconds()));
        settings.put("program seconds", Double.toString(extent.programSeconds()));
        settings.put("replay seconds", Double.toString(extent.replaySeconds()));
        Machine machine = Machine.here(Children.jvmOptions());
        ResultFile results = null;
        for (Suite suite : Suites.ALL) {
            if (suites.isEmpty() || suites.contains(suite.name())) {
                long suiteStart = System.nanoTime();
                suite.run(session);
                settings.put("seconds for " + suite.name(), seconds(suiteStart));
                settings.put("seconds in all", seconds(start));
                // After every suite, so that a run that is stopped has not been for nothing.
                results = new ResultFile(ResultFile.FORMAT, machine, settings, versions, recorder.measurements());
                results.write(out);
            }
        }
        print(results);
        System.out.println("values: " + out + ", measured in " + settings.get("seconds in all") + " s");
        return results.measurements().stream().anyMatch(one -> one.problem() != null && EngineSpec.of(one.engine()).isOurs())
                ? 1 : 0;
    }

    /** The commit that is measured, where git can tell. */
    private static String version() {
        try {
            Children.Outcome commit = Children.run(
                    List.of("git", "-C", Children.ROOT.toString(), "describe", "--always", "--dirty"), 10);
            return commit.code() == 0 ? String.join("", commit.lines()) : "unknown";
        } catch (IOException noGit) {
            return "unknown";
        }
    }

    private static String seconds(long start) {
        return Long.toString(Math.round((System.nanoTime() - start) / 1e9));
    }

    private List<EngineSpec> wanted() {
        if (!engines.isEmpty()) {
            return EngineSpec.ALL.stream().filter(one -> engines.contains(one.name())).toList();
        }
        if (!parts.isEmpty()) {
            return List.of(EngineSpec.of("vespula"));
        }
        return EngineSpec.ALL.stream().filter(one -> !extent.isQuick() || !NOT_QUICK.contains(one.name())).toList();
    }

    /** The engines that can be measured here; each that cannot is a line on standard error and in the file of results. */
    private static List<EngineSpec> usable(List<EngineSpec> wanted, Map<String, String> versions) throws IOException {
        if (wanted.stream().anyMatch(one -> one.peer() != null)) {
            Children.buildPeers();
        }
        List<EngineSpec> usable = new ArrayList<>();
        for (EngineSpec engine : wanted) {
            String obstacle = engine.obstacle();
            if (obstacle == null) {
                usable.add(engine);
                versions.put(engine.name(), engine.version());
            } else {
                System.err.println("skipped: " + engine.name() + ": " + obstacle);
                versions.put(engine.name(), "not measured: " + obstacle);
            }
        }
        if (usable.isEmpty()) {
            throw new IOException("none of the engines can be measured here");
        }
        return usable;
    }

    private void print(ResultFile results) {
        List<String> measured = results.measurements().stream().map(one -> one.suite()).distinct().toList();
        boolean alone = results.engines(ExecutionSuite.NAME).size() == 1;
        for (String suite : measured) {
            if (alone && suite.equals(ExecutionSuite.NAME)) {
                new ReferenceTable(cases, System.out).print(results, results.engines(suite).get(0));
            } else if (!alone || !suite.equals(ExecutionSuite.FIRST)) {
                new Table(System.out).print(results, suite);
            }
        }
    }

    private static String suite(String name) {
        if (Suites.ALL.stream().noneMatch(one -> one.name().equals(name))) {
            throw new IllegalArgumentException("no suite named " + name + "; --list shows all");
        }
        return name;
    }

    private static String part(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + word);
        }
        return word;
    }

    /** The cases of the wanted suites that were asked for: of exactly that name where there is one. */
    private List<String> selected() throws IOException {
        Set<String> all = new LinkedHashSet<>();
        for (Suite suite : Suites.ALL) {
            if (suites.contains(suite.name())) {
                all.addAll(suite.cases(folder, cases));
            }
        }
        Set<String> names = new LinkedHashSet<>();
        for (String part : parts) {
            List<String> matching = all.contains(part) ? List.of(part)
                    : all.stream().filter(name -> name.contains(part)).toList();
            if (matching.isEmpty()) {
                throw new IllegalArgumentException("no case named " + part + " in " + String.join(", ", suites)
                        + "; --list shows all");
            }
            names.addAll(matching);
        }
        return List.copyOf(names);
    }

    private void list() throws IOException {
        System.out.println("suites:  " + String.join(", ", Suites.ALL.stream().map(Suite::name).toList()));
        System.out.println("engines: " + String.join(", ", EngineSpec.ALL.stream().map(EngineSpec::name).toList()));
        for (Suite suite : Suites.ALL) {
            if (!suite.cases(folder, cases).isEmpty()) {
                System.out.println("cases of " + suite.name() + ": " + String.join(", ", suite.cases(folder, cases)));
            }
        }
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value");
        }
        return args[index];
    }
}
