package dev.vespula.bench.report;

import dev.vespula.bench.EngineSpec;
import dev.vespula.bench.result.GeometricMean;
import dev.vespula.bench.result.Machine;
import dev.vespula.bench.result.Measurement;
import dev.vespula.bench.result.ResultFile;
import dev.vespula.bench.result.Samples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills the places of the page's template with what was measured. What was not is said to be so. */
final class Page {
    private static final String MISSING = "not measured";
    /** From this range on, relative to the median, a case is listed as unsteady. */
    private static final double UNSTEADY = 0.25;
    /** Smaller differences are not worth a line. */
    private static final double AHEAD = 1.03;
    private static final int EXTREMES = 3;
    private static final int MOST_UNSTEADY = 15;
    private static final List<String> COMPARED = List.of("replay, first run", "replay, steady", "programs-warm, first run",
            "programs-warm, steady", "programs-second, after another", "execution", "first result", "programs");

    private final ResultFile results;
    private final ResultFile second;
    private final Map<String, BarChart> charts;

    /** Of one file of results, and of another one to set beside it or null. */
    Page(ResultFile results, ResultFile second, Map<String, BarChart> charts) {
        this.results = results;
        this.second = second;
        this.charts = charts;
    }

    /**
     * The text for a place of the template.
     *
     * @param place its word and arguments
     * @throws IllegalArgumentException if the word is unknown or an argument is missing
     */
    String fill(List<String> place) {
        try {
            return switch (place.get(0)) {
                case "machine" -> machine(results.machine());
                case "settings" -> settings();
                case "engines" -> engines();
                case "chart" -> chart(place.get(1), place.get(2));
                case "table" -> table(place.get(1));
                case "means" -> means(place.get(1));
                case "ratio" -> results.ratio(place.get(1), place.get(2), place.get(3))
                        .map(mean -> BarChart.digits(mean.value()) + "x").orElse(MISSING);
                case "across" -> results.ratioAcross(place.get(1), place.get(2), place.get(3))
                        .map(mean -> BarChart.digits(mean.value()) + "x").orElse(MISSING);
                case "highest" -> highest(place.get(1), place.get(2), place.get(3));
                case "value" -> value(place.get(1), place.get(2), place.get(3))
                        .map(values -> Units.write(values.median(), results.unit(place.get(1), place.get(2)))).orElse(MISSING);
                case "quotient" -> quotient(place.get(1), place.get(2), place.get(3), place.get(4));
                case "ahead" -> ahead(place.get(1));
                case "extremes" -> extremes(place.get(1), place.get(2));
                case "unsteady" -> unsteady();
                case "problems" -> problems();
                case "second" -> second == null ? "" : second();
                default -> throw new IllegalArgumentException("unknown place " + place);
            };
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("an argument is missing in " + place, e);
        }
    }

    // ---- about the run

    static String machine(Machine machine) {
        return machine.cpu() + ", " + machine.cores() + " cores"
                + (machine.memoryMegabytes() == 0 ? "" : String.format(Locale.ROOT, ", %.0f GiB", machine.memoryMegabytes()
                        / 1024.0))
                + "; " + machine.os() + "; " + machine.jdk()
                + (machine.jvmOptions().isEmpty() ? ", no JVM options" : ", JVM options " + machine.jvmOptions());
    }

    private String settings() {
        Map<String, String> settings = results.settings();
        return "a " + settings.get("run") + " run of commit " + settings.get("version") + " on " + settings.get("date") + ", "
                + settings.get("rounds") + " rounds, " + settings.get("warm-up seconds") + " s of warm-up and "
                + settings.get("timed seconds") + " s of measurement a case, "
                + settings.getOrDefault("program seconds", "no") + " s of every real program and "
                + settings.getOrDefault("replay seconds", settings.getOrDefault("program seconds", "no"))
                + " s of every recorded use; it took " + settings.get("seconds in all")
                + " s in all";
    }

    private String engines() {
        MarkdownTable table = new MarkdownTable(List.of("engine", "version"));
        for (EngineSpec engine : EngineSpec.ALL) {
            String version = results.engines().get(engine.name());
            if (version != null) {
                table.row(List.of(engine.title() + " (`" + engine.name() + "`)", version));
            }
        }
        return table.text();
    }

    // ---- figures

    private String chart(String name, String words) {
        return charts.containsKey(name) ? "![" + words + "](performance/" + name + ".svg)"
                : "*" + words + ": not measured in this run.*";
    }

    private Optional<Samples> value(String suite, String name, String engine) {
        return results.samples(suite, name, engine);
    }

    /** How often one case takes the time of another with the same engine. */
    private String quotient(String suite, String name, String base, String engine) {
        Optional<Samples> mine = value(suite, name, engine);
        Optional<Samples> theirs = value(suite, base, engine);
        return mine.isPresent() && theirs.isPresent() ? BarChart.digits(mine.get().median() / theirs.get().median()) + "x"
                : MISSING;
    }

    private List<String> columns(String suite) {
        List<String> measured = results.engines(suite);
        return EngineSpec.ALL.stream().map(EngineSpec::name).filter(measured::contains).toList();
    }

    private String table(String suite) {
        List<String> engines = columns(suite);
        if (engines.isEmpty()) {
            return "*Not measured in this run.*";
        }
        List<String> header = new ArrayList<>(List.of("case"));
        engines.forEach(engine -> header.add(EngineSpec.title(engine)));
        MarkdownTable table = new MarkdownTable(header);
        for (String name : results.cases(suite)) {
            List<String> row = new ArrayList<>(List.of(name));
            for (String engine : engines) {
                row.add(value(suite, name, engine).map(values -> cell(values, results.unit(suite, name))).orElse("-"));
            }
            table.row(row);
        }
        return table.text();
    }

    /** The median, with the smallest and the largest value behind it where there are several. */
    private static String cell(Samples values, String unit) {
        String median = Units.write(values.median(), unit);
        return values.count() == 1 ? median
                : median + " (" + Units.write(values.min(), unit) + " to " + Units.write(values.max(), unit) + ")";
    }

    private String means(String suite) {
        MarkdownTable table = new MarkdownTable(List.of("engine", "relative to Vespula", "cases"));
        for (String engine : columns(suite)) {
            Optional<GeometricMean> mean = results.ratio(suite, engine, "vespula");
            mean.ifPresent(value -> table.row(List.of(EngineSpec.title(engine), BarChart.digits(value.value()) + "x",
                    Integer.toString(value.count()))));
        }
        return table.isEmpty() ? "*Not measured in this run.*" : table.text();
    }

    /** The cases of a suite in which another engine (not ours) takes clearly less than Vespula by default. */
    private String ahead(String suite) {
        List<String> others = columns(suite).stream().filter(engine -> !engine.startsWith("vespula")).toList();
        MarkdownTable table = new MarkdownTable(List.of("case", "Vespula", "faster"));
        for (String name : results.cases(suite)) {
            Optional<Samples> mine = value(suite, name, "vespula");
            if (mine.isEmpty()) {
                continue;
            }
            List<String> faster = new ArrayList<>();
            for (String other : others) {
                value(suite, name, other).filter(theirs -> mine.get().median() > AHEAD * theirs.median()).ifPresent(
                        theirs -> faster.add(EngineSpec.title(other) + " " + Units.write(theirs.median(), results.unit(suite,
                                name))
                                + " (" + BarChart.digits(mine.get().median() / theirs.median()) + "x)"));
            }
            if (!faster.isEmpty()) {
                table.row(List.of(name, Units.write(mine.get().median(), results.unit(suite, name)), String.join(", ",
                        faster)));
            }
        }
        return table.isEmpty() ? "None in this run." : table.text();
    }

    /** The cases in which another engine takes least and most, relative to Vespula. */
    private String extremes(String suite, String other) {
        Map<String, Double> ratios = ratios(suite, other, "vespula");
        if (ratios.isEmpty()) {
            return MISSING;
        }
        List<String> sorted = ratios.keySet().stream().sorted(Comparator.comparing(ratios::get)).toList();
        int few = Math.min(EXTREMES, (sorted.size() + 1) / 2);
        return "from " + named(sorted.subList(0, few), ratios) + " to "
                + named(sorted.subList(sorted.size() - few, sorted.size()), ratios);
    }

    /** The case in which an engine takes most, relative to another. */
    private String highest(String suite, String engine, String base) {
        Map<String, Double> ratios = ratios(suite, engine, base);
        return ratios.keySet().stream().max(Comparator.comparing(ratios::get))
                .map(name -> named(List.of(name), ratios)).orElse(MISSING);
    }

    private Map<String, Double> ratios(String suite, String engine, String base) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (String name : results.cases(suite)) {
            results.ratioOf(suite, name, engine, base).ifPresent(ratio -> ratios.put(name, ratio));
        }
        return ratios;
    }

    private static String named(List<String> names, Map<String, Double> ratios) {
        return String.join(", ", names.stream().map(name -> BarChart.digits(ratios.get(name)) + "x (" + name + ")").toList());
    }

    private String unsteady() {
        List<Measurement> wide = results.measurements().stream()
                .filter(one -> one.samples().size() > 1 && one.values().relativeRange() > UNSTEADY)
                .sorted((one, other) -> Double.compare(other.values().relativeRange(), one.values().relativeRange()))
                .toList();
        long several = results.measurements().stream().filter(one -> one.samples().size() > 1).count();
        if (several == 0) {
            return "Every value of this run comes from one process, so nothing is known about its spread.";
        }
        long outliers = results.measurements().stream().filter(one -> !one.samples().isEmpty())
                .mapToLong(one -> one.values().outliers().size()).sum();
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "Of %d quantities with several values, %d have a range of more than %.0f %% of their median; %d single values "
                        + "are outliers by Tukey's rule (only asked where there are five or more).", several, wide.size(),
                UNSTEADY * 100,
                outliers));
        if (!wide.isEmpty()) {
            MarkdownTable table = new MarkdownTable(List.of("least steady", "median", "smallest", "largest"));
            for (Measurement one : wide.subList(0, Math.min(MOST_UNSTEADY, wide.size()))) {
                Samples values = one.values();
                table.row(List.of(one.key().toString(), Units.write(values.median(), one.unit()),
                        Units.write(values.min(), one.unit()), Units.write(values.max(), one.unit())));
            }
            text.append("\n\n").append(table.text());
        }
        return text.toString();
    }

    private String problems() {
        List<String> lines = new ArrayList<>();
        for (Measurement one : results.measurements()) {
            if (one.problem() != null) {
                lines.add("- " + one.key() + ": `" + one.problem().replace('`', '\'') + "`");
            }
        }
        return lines.isEmpty() ? "Nothing failed in this run." : String.join("\n", lines);
    }

    /** The geometric means of both files beside each other. */
    private String second() {
        Set<String> suites = new LinkedHashSet<>(COMPARED);
        StringBuilder text = new StringBuilder("## A second run\n\nThe same on: " + machine(second.machine())
                + ". Geometric means relative to Vespula in the same run; the last column is the time of the engine itself in the second run "
                + "relative to the first.\n");
        for (String suite : suites) {
            MarkdownTable table = new MarkdownTable(List.of(suite, "first run", "second run", "second to first"));
            for (EngineSpec engine : EngineSpec.ALL) {
                Optional<GeometricMean> one = results.ratio(suite, engine.name(), "vespula");
                Optional<GeometricMean> two = second.ratio(suite, engine.name(), "vespula");
                Optional<GeometricMean> across = results.ratioTo(second, suite, engine.name());
                if (one.isPresent() || two.isPresent()) {
                    table.row(List.of(engine.title(), times(one), times(two), times(across)));
                }
            }
            if (!table.isEmpty()) {
                text.append('\n').append(table.text()).append('\n');
            }
        }
        return text.toString();
    }

    private static String times(Optional<GeometricMean> mean) {
        return mean.map(value -> BarChart.digits(value.value()) + "x (of " + value.count() + ")").orElse("-");
    }
}
