package dev.vespula.bench.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The colours of charts: one for each engine, all of them clear on light and on dark ground. */
final class Palette {
    private static final Map<String, String> ENGINES = new LinkedHashMap<>();

    static {
        ENGINES.put("vespula", "#e08a00");
        ENGINES.put("vespula-interpreter", "#c9a227");
        ENGINES.put("vespula-compiled", "#b5541c");
        ENGINES.put("vespula-interpreter-fuel", "#a8905a");
        ENGINES.put("vespula-compiled-fuel", "#8f6a4f");
        ENGINES.put("endive", "#5b8def");
        ENGINES.put("endive-compiler", "#2f6fd0");
        ENGINES.put("chicory", "#3bb0a2");
        ENGINES.put("chicory-compiler", "#1f8a80");
        ENGINES.put("graalwasm", "#9a6fd6");
        ENGINES.put("java", "#d6517d");
        ENGINES.put("v8", "#4f9d45");
    }

    private Palette() {}

    /** The class of an engine's bars. */
    static String barClass(String engine) {
        return ENGINES.containsKey(engine) ? "bar-" + engine : "bar-other";
    }

    /** The style sheet of all charts. */
    static String style() {
        StringBuilder style = new StringBuilder("""

                text { font: 12px system-ui, sans-serif; fill: #24292f; }
                .title { font-size: 14px; font-weight: 600; }
                .right { text-anchor: end; }
                .middle { text-anchor: middle; }
                .small { font-size: 10px; }
                .ground { fill: #ffffff; }
                .grid { stroke: #d0d7de; }
                .range { stroke: #24292f; }
                .bar-other { fill: #808080; }
                """);
        ENGINES.forEach((engine, colour) -> style.append(".bar-").append(engine).append(" { fill: ").append(colour).append(
                "; }\n"));
        return style.append("""
                @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                .ground { fill: #0d1117; }
                .grid { stroke: #3d444d; }
                .range { stroke: #e6edf3; }
                }
                """).toString();
    }
}
