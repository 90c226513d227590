package dev.vespula.bench.report;

import dev.vespula.bench.result.ResultFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./bench/report FILE [FILE2]}: makes the page about performance. */
public final class ReportMain {
    private static final String USAGE = """
            usage: bench/report FILE [FILE2] [--out FOLDER]

            Makes performance.md and the charts performance/*.svg in FOLDER (default docs) from a file of results, and sets the
            geometric means of a second one beside it. The prose comes from performance.md among the resources of bench.
            """;

    private ReportMain() {}

    public static void main(String[] args) {
        Path folder = Path.of(System.getProperty("vespula.root", "."), "docs");
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--out") && i + 1 < args.length) {
                folder = Path.of(args[++i]);
            } else if (!args[i].startsWith("-")) {
                files.add(Path.of(args[i]));
            } else {
                files.clear();
                break;
            }
        }
        if (files.isEmpty() || files.size() > 2) {
            System.err.print(USAGE);
            System.exit(2);
        }
        try {
            write(ResultFile.read(files.get(0)), files.size() == 2 ? ResultFile.read(files.get(1)) : null, folder);
        } catch (IOException e) {
            System.err.println("bench/report: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Writes the page and its charts; charts of earlier runs that this one has not are removed. */
    static void write(ResultFile results, ResultFile second, Path folder) throws IOException {
        Map<String, BarChart> charts = new Charts(results).all();
        Path drawings = Files.createDirectories(folder.resolve("performance"));
        try (var old = Files.newDirectoryStream(drawings, "*.svg")) {
            for (Path file : old) {
                Files.delete(file);
            }
        }
        for (Map.Entry<String, BarChart> chart : charts.entrySet()) {
            Files.writeString(drawings.resolve(chart.getKey() + ".svg"), chart.getValue().svg());
        }
        String page = new Template(template()).fill(new Page(results, second, charts)::fill);
        Files.writeString(folder.resolve("performance.md"), page.strip() + "\n");
    }

    private static String template() throws IOException {
        try (InputStream in = ReportMain.class.getResourceAsStream("performance.md")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
