package dev.vespula.cli;

import dev.vespula.internal.names.PrintableName;
import dev.vespula.text.printer.CodeListing;
import dev.vespula.text.printer.CodeListing.Line;
import java.io.PrintStream;
import java.util.HexFormat;

/** The code of modules as {@code vespula inspect --code} shows it: offset, bytes, instruction. */
final class CodeText {
    private static final HexFormat HEX = HexFormat.of();
    /** So many bytes stand in a line; instructions with more take several. */
    private static final int SHOWN_BYTES = 8;
    /** Deeper blocks stay there: compilers nest them by the thousand. */
    private static final int DEEPEST = 16;

    private final PrintStream out;
    private final Paint paint;

    CodeText(PrintStream out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    /**
     * Prints a function.
     *
     * @param binary the module
     */
    void print(byte[] binary, CodeListing code, int function) {
        String name = code.name(function);
        String export = code.exportName(function);
        out.println();
        out.println(paint.faint(place(code.start(function))) + " "
                + paint.strong("func " + function + (name == null ? "" : " <" + PrintableName.of(name) + ">"))
                + (export == null ? "" : " (export " + PrintableName.quoted(export) + ")") + " " + code.type(function));
        code.read(function, line -> print(binary, line));
    }

    private void print(byte[] binary, Line line) {
        StringBuilder text = new StringBuilder(80);
        for (int at = line.start(); at < line.end(); at += SHOWN_BYTES) {
            text.setLength(0);
            text.append("  ").append(place(at)).append(':');
            for (int i = at; i < at + SHOWN_BYTES; i++) {
                if (i < line.end()) {
                    text.append(' ').append(HEX.toHexDigits(binary[i]));
                } else if (at == line.start()) {
                    text.append("   ");
                }
            }
            String places = paint.faint(text.toString());
            out.println(at > line.start() ? places
                    : places + "  " + "  ".repeat(Math.min(line.depth(), DEEPEST)) + line.text());
        }
    }

    /** Six digits, which are enough for modules of 16 MB. */
    private static String place(int offset) {
        return "0x" + HEX.toHexDigits(offset, offset >>> 24 == 0 ? 6 : 8);
    }
}
