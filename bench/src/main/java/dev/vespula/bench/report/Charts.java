package dev.vespula.bench.report;

import dev.vespula.bench.EngineSpec;
import dev.vespula.bench.result.ResultFile;
import dev.vespula.bench.result.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The charts of the page. */
final class Charts {
    /** Who compiles, in the order of the bars. */
    private static final List<String> COMPILING = List.of("vespula", "endive-compiler", "chicory-compiler", "java", "v8");
    private static final List<String> INTERPRETING = List.of("vespula-interpreter", "endive", "chicory", "graalwasm");
    private static final List<String> STARTING = List.of("vespula", "vespula-interpreter", "vespula-compiled", "endive",
            "endive-compiler", "chicory-compiler", "graalwasm");
    private static final List<String> ALL = EngineSpec.ALL.stream().map(EngineSpec::name).toList();

    private final ResultFile results;

    Charts(ResultFile results) {
        this.results = results;
    }

    /** All charts by the names of their files; without those that nothing was measured for. */
    Map<String, BarChart> all() {
        Map<String, BarChart> charts = new LinkedHashMap<>();
        charts.put("replay", cases("Recorded use of modules, steady: ms of CPU time a run, log scale", "replay, steady", ALL,
                name -> true));
        charts.put("programs-warm", cases("Programs run again and again, steady: ms of CPU time a run, log scale",
                "programs-warm, steady", ALL, name -> true));
        charts.put("geometric-means", means("Execution: geometric mean of the time relative to Vespula (1x), log scale",
                "execution"));
        charts.put("compiled", cases("Execution with compilers: ms of CPU time a call, log scale", "execution", COMPILING,
                name -> true));
        charts.put("interpreted", cases("Execution in interpreters: ms of CPU time a call, log scale", "execution",
                INTERPRETING,
                name -> true));
        charts.put("first-result", means("From the module's bytes to the first result: geometric mean relative to Vespula (1x)",
                "first result"));
        charts.put("start-up", cases("Decoding and instantiating in a fresh JVM: ms of CPU time, log scale", "start-up",
                STARTING,
                name -> name.endsWith(", cold")));
        charts.put("memory", cases("Heap that a decoded module keeps, log scale", "memory", STARTING,
                name -> name.startsWith("heap per module")));
        charts.put("programs", cases("Whole programs, start of the process included: ms, log scale", "programs", ALL,
                name -> true));
        charts.values().removeIf(BarChart::isEmpty);
        return charts;
    }

    private BarChart cases(String title, String suite, List<String> engines, Predicate<String> wanted) {
        List<BarChart.Group> groups = new ArrayList<>();
        String[] unit = {"ms"};
        for (String name : results.cases(suite).stream().filter(wanted).toList()) {
            List<BarChart.Bar> bars = new ArrayList<>();
            for (String engine : engines) {
                results.samples(suite, name, engine).ifPresent(values -> {
                    bars.add(new BarChart.Bar(engine, values));
                    unit[0] = results.unit(suite, name);
                });
            }
            if (!bars.isEmpty()) {
                groups.add(new BarChart.Group(name.replace(", cold", "").replace("heap per module, ", ""), bars));
            }
        }
        return new BarChart(title, groups, value -> unit[0].equals("ms") ? Units.number(value) : Units.write(value, unit[0]));
    }

    private BarChart means(String title, String suite) {
        List<BarChart.Group> groups = new ArrayList<>();
        for (String engine : ALL) {
            results.ratio(suite, engine, "vespula").ifPresent(mean -> groups.add(new BarChart.Group(EngineSpec.title(engine),
                    List.of(new BarChart.Bar(engine, Samples.of(List.of(mean.value())))))));
        }
        return new BarChart(title, groups.size() < 2 ? List.of() : groups, value -> BarChart.digits(value) + "x");
    }
}
