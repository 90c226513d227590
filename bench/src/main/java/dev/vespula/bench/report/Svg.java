package dev.vespula.bench.report;

import java.util.Locale;

/** Writes a drawing as SVG text. Its colours follow the reader's light or dark mode. For one thread. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** A drawing of that size in pixels with a style sheet; {@code title} is for readers who do not see it. */
    Svg(int width, int height, String style, String title) {
        line("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\">",
                width, height, width, height);
        line("<title>%s</title>", escape(title));
        line("<style>%s</style>", style);
    }

    /** A rectangle of a class of the style sheet. */
    void rectangle(String style, double x, double y, double width, double height) {
        line("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>", style, number(x), number(y), number(width),
                number(height));
    }

    /** A line of a class of the style sheet. */
    void stroke(String style, double x1, double y1, double x2, double y2) {
        line("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>", style, number(x1), number(y1), number(x2),
                number(y2));
    }

    /** Text of a class of the style sheet. */
    void text(String style, double x, double y, String words) {
        line("<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>", style, number(x), number(y), escape(words));
    }

    /** The whole drawing. */
    String finish() {
        return text + "</svg>\n";
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** At most one decimal, which is finer than a pixel. */
    private static String number(double value) {
        String written = String.format(Locale.ROOT, "%.1f", value);
        return written.endsWith(".0") ? written.substring(0, written.length() - 2) : written;
    }

    static String escape(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
