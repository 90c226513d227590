package dev.vespula.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A table of Markdown: the first column to the left, the others to the right. For one thread. */
final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    MarkdownTable(List<String> header) {
        columns = header.size();
        rows.add(header);
        List<String> rule = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            rule.add(i == 0 ? ":--" : "--:");
        }
        rows.add(rule);
    }

    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException(cells.size() + " cells for " + columns + " columns");
        }
        rows.add(cells);
    }

    boolean isEmpty() {
        return rows.size() == 2;
    }

    /** The lines, without an end of line after the last. */
    String text() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add("| " + String.join(" | ", row.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |");
        }
        return String.join("\n", lines);
    }
}
