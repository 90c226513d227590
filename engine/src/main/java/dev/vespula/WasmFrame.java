package dev.vespula;

import dev.vespula.internal.names.PrintableName;
import java.io.Serializable;

/**
 * One WebAssembly function in the backtrace of a trap.
 *
 * @param moduleName    name of the module from its name section, or {@code null}
 * @param functionName  name of the function from the name section, else its first export name, or {@code null}
 * @param functionIndex index of the function in its module
 * @param codeOffset    offset in bytes of the instruction from the beginning of the module, as {@code objdump} prints
 *                      it, or -1 when it is not known
 * @param source        place in the text that the module was made of, as {@code file:line:column}; {@code null} for
 *                      binaries, and when it is not known
 */
public record WasmFrame(String moduleName, String functionName, int functionIndex, long codeOffset, String source)
        implements
            Serializable {
    private static final long serialVersionUID = 1;

    /** A function of a module that was not made of a text. */
    public WasmFrame(String moduleName, String functionName, int functionIndex, long codeOffset) {
        this(moduleName, functionName, functionIndex, codeOffset, null);
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
