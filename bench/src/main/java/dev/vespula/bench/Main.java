package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ./bench/run}: see {@link #USAGE}. */
public final class Main {
    private static final String USAGE = """
            usage: bench/run [CASE...] [--engine NAME]... [--warm-up SECONDS] [--seconds SECONDS] [--quick]
                   bench/run --start | --footprint | --list

            Runs the execution cases and CoreMark, by default all of them with Vespula, each engine in a process of its
            own, and prints for every case the best, median and first run in milliseconds of CPU time, the ratio of the
            best to each reference column, and the geometric means. Check values are verified in every run.

              --engine NAME    vespula (default: interpreted until hot), vespula-interpreter, vespula-compiled (at once),
                               vespula-interpreter-fuel and vespula-compiled-fuel (with fuel metered),
                               v8 (node on PATH), endive (interpreter, fetched by Maven); repeatable
              --warm-up SECS   how long a case runs before it is timed (default 3)
              --seconds SECS   how long a case is timed (default 2)
              --quick          short for --warm-up 1 --seconds 0.5
              --start          decode and instantiate the start-up set: in a fresh JVM, and warm
              --footprint      retained heap, instantiation again, growing page by page, deep recursion
              --list           the names of the cases
            Case names may be parts of names; VESPULA_JAVA_OPTS goes to every JVM.
            """;

    private final CaseFile cases;
    private final Path folder;
    private final Set<String> engines = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private double warmUp = 3;
    private double seconds = 2;

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
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--help", "-h" -> {
                    System.out.print(USAGE);
                    return 0;
                }
                case "--list" -> {
                    allNames().forEach(System.out::println);
                    return 0;
                }
                case "--start" -> {
                    return new StartUp(cases, folder).run();
                }
                case "--footprint" -> {
                    return Children.run(Children.java(Footprint.class, List.of()), System.out::println);
                }
                case "--engine" -> engines.add(value(args, ++i));
                case "--warm-up" -> warmUp = Double.parseDouble(value(args, ++i));
                case "--seconds" -> seconds = Double.parseDouble(value(args, ++i));
                case "--quick" -> {
                    warmUp = 1;
                    seconds = 0.5;
                }
                default -> select(args[i]);
            }
        }
        if (names.isEmpty()) {
            names.addAll(allNames());
        }
        if (engines.isEmpty()) {
            engines.add("vespula");
        }
        Map<String, Map<String, Result>> results = new HashMap<>();
        boolean failed = false;
        for (String engine : engines) {
            Map<String, Result> ofEngine = new HashMap<>();
            failed |= measure(engine, ofEngine);
            results.put(engine, ofEngine);
        }
        compare(results);
        return failed ? 1 : 0;
    }

    private boolean measure(String engine, Map<String, Result> results) throws IOException {
        Table table = new Table(engine, cases, System.out);
        table.header();
        if (engine.equals(V8.NAME)) {
            if (!V8.isPresent()) {
                throw new IllegalArgumentException("engine v8 needs node on PATH");
            }
            V8 v8 = new V8(folder, seconds);
            for (String name : names) {
                add(v8.run(cases, name), table, results);
            }
        } else {
            if (!engine.startsWith("vespula")) {
                Children.requirePeers();
            }
            List<String> args = new ArrayList<>(List.of(engine, Double.toString(warmUp), Double.toString(seconds)));
            args.addAll(names);
            int code = Children.run(Children.java(ExecutionProcess.class, args),
                    line -> add(Result.fromJson(line), table, results));
            if (code != 0) {
                throw new IOException("the process of " + engine + " ended with " + code);
            }
        }
        table.footer();
        System.out.println();
        return table.hasFailures();
    }

    private void add(Result result, Table table, Map<String, Result> results) {
        results.put(result.name(), result);
        if (result.name().equals(ExecutionProcess.COREMARK)) {
            table.score(result, cases.coremark().reference());
            return;
        }
        for (ExecutionCase one : cases.execute()) {
            if (one.name().equals(result.name())) {
                table.row(result, one.referenceMs());
            }
        }
    }

    /** With several engines: the first against each of the others, case by case in the geometric mean. */
    private void compare(Map<String, Map<String, Result>> results) {
        String first = engines.iterator().next();
        for (String other : engines) {
            List<Double> ratios = new ArrayList<>();
            for (String name : names) {
                Result mine = results.get(first).get(name);
                Result theirs = results.get(other).get(name);
                if (!other.equals(first) && mine.timing() != null && theirs.timing() != null) {
                    ratios.add(theirs.timing().best() / mine.timing().best());
                }
            }
            if (!ratios.isEmpty()) {
                System.out.printf("%s takes %.2f times as long as %s (geometric mean of %d cases)%n",
                        other, Table.geometricMean(ratios), first, ratios.size());
            }
        }
    }

    private void select(String part) {
        if (part.startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + part);
        }
        List<String> all = allNames();
        if (all.contains(part)) {
            names.add(part);
            return;
        }
        List<String> matching = all.stream().filter(name -> name.contains(part)).toList();
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("no case named " + part + "; --list shows all");
        }
        names.addAll(matching);
    }

    private List<String> allNames() {
        List<String> all = new ArrayList<>();
        cases.execute().forEach(one -> all.add(one.name()));
        all.add(ExecutionProcess.COREMARK);
        return all;
    }

    private static String value(String[] args, int index) {
        if (index >= args.length) {
            throw new IllegalArgumentException(args[index - 1] + " needs a value");
        }
        return args[index];
    }
}
