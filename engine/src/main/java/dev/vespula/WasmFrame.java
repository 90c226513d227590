package dev.vespula;

import dev.vespula.internal.names.PrintableName;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One WebAssembly function in a backtrace.
 *
 * @param moduleName    what the module is called ({@link Module#name}), or {@code null}
 * @param functionName  name of the function from the name section, else its first export name, or {@code null}
 * @param functionIndex index of the function in its module
 * @param codeOffset    offset in bytes of the instruction from the beginning of the module, as {@code objdump} prints
 *                      it, or -1 when it is not known
 * @param source        place in the text that the module was made of, as {@code file:line:column}; {@code null} for
 *                      binaries, and when it is not known
 * @see WasmBacktrace
 */
public record WasmFrame(@Nullable String moduleName, @Nullable String functionName, int functionIndex, long codeOffset,
        @Nullable String source)
        implements
            Serializable {
    private static final long serialVersionUID = 1;
    /** A file with folders, line and perhaps column. */
    private static final Pattern PLACE = Pattern.compile("(?:.*[/\\\\])?(.+?):(\\d{1,9})(?::\\d+)?");
    /** Java prints nothing for it. */
    private static final int NO_LINE = -1;

    /** A function of a module that was not made of a text. */
    public WasmFrame(@Nullable String moduleName, @Nullable String functionName, int functionIndex, long codeOffset) {
        this(moduleName, functionName, functionIndex, codeOffset, null);
    }

    /**
     * The frame as Java's stack traces have it: {@code module.function(file.wat:12)} where the source is known, else
     * {@code module.function(wasm:0x1a2b)} with the offset of the instruction. A module without a name is {@code wasm}, a function
     * without one {@code func[7]}; long names are cut, control characters escaped.
     */
    public StackTraceElement toStackTraceElement() {
        String module = moduleName == null ? "wasm" : PrintableName.of(moduleName);
        String function = functionName == null ? "func[" + functionIndex + "]" : PrintableName.of(functionName);
        if (source != null) {
            Matcher place = PLACE.matcher(source);
            if (place.matches()) {
                return new StackTraceElement(module, function, PrintableName.of(place.group(1)), Integer.parseInt(place.group(
                        2)));
            }
        }
        String offset = codeOffset < 0 ? "wasm" : "wasm:0x" + Long.toHexString(codeOffset);
        return new StackTraceElement(module, function, offset, NO_LINE);
    }

    /** One line of a backtrace: {@code name (func 12) +0x1a4}, of a text with its place; long names are cut, control characters escaped. */
    @Override
    public String toString() {
        String name = functionName == null ? "<unnamed>" : PrintableName.of(functionName);
        String where = moduleName == null ? name : PrintableName.of(moduleName) + "!" + name;
        String line = where + " (func " + functionIndex + ")";
        String placed = codeOffset < 0 ? line : line + " +0x" + Long.toHexString(codeOffset);
        return source == null ? placed : placed + " (" + PrintableName.of(source) + ")";
    }
}
