package dev.vespula.bench.report;

import dev.vespula.bench.EngineSpec;
import dev.vespula.bench.result.Samples;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;

/**
 * A chart of horizontal bars on a logarithmic scale: groups of bars, one for each engine, the median as the bar and a thin
 * line from the smallest to the largest value. Immutable.
 *
 * @param title what is shown
 * @param groups the groups from top to bottom
 * @param label writes a value
 */
record BarChart(String title, List<Group> groups, DoubleFunction<String> label) {
    private static final int WIDTH = 860;
    private static final int LEFT = 190;
    private static final int RIGHT = 80;
    private static final int BAR = 11;
    private static final int GAP = 9;
    private static final int TITLE = 28;
    private static final int LEGEND_LINE = 18;
    private static final int LEGEND_COLUMNS = 4;
    private static final int AXIS = 24;

    /**
     * Bars that belong together.
     *
     * @param name what they are about
     * @param bars one for each engine
     */
    record Group(String name, List<Bar> bars) {}

    /**
     * A bar.
     *
     * @param engine whose
     * @param values its values
     */
    record Bar(String engine, Samples values) {}

    /** Lists that cannot be changed. */
    BarChart {
        groups = List.copyOf(groups);
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The chart as SVG. */
    String svg() {
        Set<String> engines = new LinkedHashSet<>();
        groups.forEach(group -> group.bars().forEach(bar -> engines.add(bar.engine())));
        boolean needsLegend = engines.size() > 1 && groups.stream().anyMatch(group -> !group.name().equals(
                EngineSpec.title(group.bars().get(0).engine())));
        int legend = needsLegend ? (engines.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS * LEGEND_LINE + 6 : 0;
        int top = TITLE + legend;
        int bars = groups.stream().mapToInt(group -> group.bars().size() * BAR + GAP).sum();
        Svg svg = new Svg(WIDTH, top + bars + AXIS, Palette.style(), title);
        svg.rectangle("ground", 0, 0, WIDTH, top + bars + AXIS);
        svg.text("title", 12, 19, title);
        if (needsLegend) {
            legend(svg, new ArrayList<>(engines));
        }
        LogScale scale = LogScale.covering(groups.stream().flatMap(group -> group.bars().stream()).map(Bar::values).toList());
        axis(svg, scale, top, top + bars);
        int y = top + GAP / 2;
        for (Group group : groups) {
            svg.text("right", LEFT - 8, y + group.bars().size() * BAR / 2.0 + 4, group.name());
            for (Bar bar : group.bars()) {
                bar(svg, scale, bar, y);
                y += BAR;
            }
            y += GAP;
        }
        return svg.finish();
    }

    private static void legend(Svg svg, List<String> engines) {
        int column = (WIDTH - 24) / LEGEND_COLUMNS;
        for (int i = 0; i < engines.size(); i++) {
            int x = 12 + i % LEGEND_COLUMNS * column;
            int y = TITLE + i / LEGEND_COLUMNS * LEGEND_LINE;
            svg.rectangle(Palette.barClass(engines.get(i)), x, y, 12, 12);
            svg.text("", x + 18, y + 10, EngineSpec.title(engines.get(i)));
        }
    }

    private void axis(Svg svg, LogScale scale, int top, int bottom) {
        for (double tick : scale.ticks()) {
            double x = x(scale, tick);
            svg.stroke("grid", x, top, x, bottom);
            svg.text("small middle", x, bottom + 14, label.apply(tick));
        }
    }

    private void bar(Svg svg, LogScale scale, Bar bar, int y) {
        Samples values = bar.values();
        double end = x(scale, values.median());
        svg.rectangle(Palette.barClass(bar.engine()), LEFT, y, Math.max(1, end - LEFT), BAR - 2);
        double middle = y + (BAR - 2) / 2.0;
        if (values.count() > 1) {
            svg.stroke("range", x(scale, values.min()), middle, x(scale, values.max()), middle);
        }
        svg.text("small", Math.max(end, x(scale, values.max())) + 4, y + BAR - 2.5, label.apply(values.median()));
    }

    private static double x(LogScale scale, double value) {
        return LEFT + scale.place(value) * (WIDTH - LEFT - RIGHT);
    }

    /** Three significant digits, without an exponent. */
    static String digits(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(value)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
