package dev.vespula.text;

import dev.vespula.MalformedException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.text.parser.ComponentParser;
import dev.vespula.text.parser.ModuleParser;
import dev.vespula.text.printer.ComponentPrinter;
import dev.vespula.text.printer.ModulePrinter;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Modules and components in the text format: all of WebAssembly 3.0, threads, wide arithmetic, custom page sizes, legacy exceptions,
 * and the annotations {@code @name}, {@code @custom} and {@code @metadata.code.branch_hint}; others are skipped.
 *
 * <p>Parsing does not validate: a text is refused here only when no binary corresponds to it. Thread-safe.
 */
public final class Wat {
    private static final String UNNAMED = "text";

    private Wat() {}

    /**
     * The binary of a module or component, identifiers kept in its name section.
     *
     * @throws MalformedException when the text is malformed; the message has line, column and the line itself
     */
    public static byte[] parse(String text) {
        ByteBuffer utf8;
        try {
            utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException unpairedSurrogate) {
            throw new MalformedException("malformed UTF-8 encoding", "the text has an unpaired surrogate");
        }
        byte[] bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        return parse(UNNAMED, bytes);
    }

    /**
     * As {@link #parse(String)}.
     *
     * @param name what errors call the text, usually a file name
     * @param text UTF-8; not changed
     */
    public static byte[] parse(String name, byte[] text) {
        try {
            Tokens tokens = Lexer.tokens(new Source(name, text));
            return ComponentParser.isComponent(tokens) ? ComponentEncoder.encode(ComponentParser.parse(tokens))
                    : ModuleParser.encode(tokens);
        } catch (SyntaxError error) {
            throw new MalformedException(error.getMessage(), error.describe());
        }
    }

    /** Whether a text is a component rather than a module; what is no text of either is no component. */
    public static boolean isComponent(byte[] text) {
        try {
            return ComponentParser.isComponent(Lexer.tokens(new Source(UNNAMED, text)));
        } catch (SyntaxError error) {
            return false;
        }
    }

    /**
     * As {@link #parse(String)} for a file.
     *
     * @throws IOException when the file cannot be read
     */
    public static byte[] parse(Path file) throws IOException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    /**
     * The text of a binary module or component, one instruction a line; parsing it gives the same module or component again.
     *
     * @throws dev.vespula.ModuleException when the binary is malformed, or a module is invalid outside of its functions' bodies
     * @throws dev.vespula.LimitException when the text would have more than 16 million characters and 96 for each byte
     *     of the binary: a few bytes can declare thousands of locals
     */
    public static String print(byte[] binary) {
        return print(binary, PrintStyle.FLAT);
    }

    /** As {@link #print(byte[])} in another style. */
    public static String print(byte[] binary, PrintStyle style) {
        StringBuilder text = new StringBuilder();
        printTo(binary, style, text);
        return text.toString();
    }

    /**
     * As {@link #print(byte[], PrintStyle)}, written piece by piece: memory is in proportion to the binary, not to the text.
     * When an exception is thrown, a part of the text may have been written.
     *
     * @throws IOException when {@code target} throws it
     */
    public static void print(byte[] binary, PrintStyle style, Appendable target) throws IOException {
        try {
            printTo(binary, style, target);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void printTo(byte[] binary, PrintStyle style, Appendable target) {
        if (ComponentDecoder.isComponent(binary)) {
            ComponentPrinter.print(binary, style, target);
        } else {
            ModulePrinter.print(binary, style, target);
        }
    }
}
