package dev.vespula.component.wave;

import dev.vespula.component.types.ValueType;

/**
 * Reads and writes values as text. What a value is in Java is what the dynamic API gives and takes: numbers are numbers,
 * {@code list<u8>} is {@code byte[]}, records are maps, and so on.
 *
 * <p>The text has {@code true}, {@code -9}, {@code nan}, {@code 'x'}, {@code "s"}, {@code [1, 2]}, {@code (1, "a")},
 * <code>{field-a: 1}</code>, {@code case(payload)}, {@code some(x)} or {@code none}, {@code ok(x)} or {@code err(x)},
 * <code>{flag-a, flag-b}</code>; strings of several lines stand between three quotes each; {@code //} begins a comment. Fields
 * whose value is {@code none} may be missing, and {@code some} and {@code ok} may be left out. A map is a list of pairs. A name
 * that is one of the words above has a {@code %} in front.
 */
public final class Wave {
    private Wave() {}

    /**
     * The value that a text is.
     *
     * @throws WaveException if it is no value of the type; no text is one of a handle, stream, future or error context
     */
    public static Object parse(String text, ValueType type) {
        WaveCursor cursor = new WaveCursor(text);
        Object value = new WaveParser(cursor).value(type);
        cursor.expectEnd();
        return value;
    }

    /**
     * The text of a value, in one line. Handles are shown as <code>&lt;own file&gt;</code>, which cannot be read again.
     *
     * @throws IllegalArgumentException if the value is not of the type; the message says where in it
     */
    public static String print(Object value, ValueType type) {
        WavePrinter printer = new WavePrinter();
        printer.value(value, type);
        return printer.toString();
    }
}
