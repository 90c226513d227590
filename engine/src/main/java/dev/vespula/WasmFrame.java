package dev.vespula;

import dev.vespula.internal.binary.PrintableName;
import java.io.Serializable;

/**
 * One WebAssembly function in the backtrace of a trap.
 *
 * @param moduleName    name of the module from its name section, or {@code null}
 * @param functionName  name of the function from the name section, else its first export name, or {@code null}
 * @param functionIndex index of the function in its module
 * @param codeOffset    offset in bytes of the instruction from the beginning of the module, as {@code objdump} prints
 *                      it, or -1 when it is not known
 */
public record WasmFrame(String moduleName, String functionName, int functionIndex, long codeOffset) implements Serializable {
    private static final long serialVersionUID = 1;


    /** One line of a backtrace: {@code name (func 12) +0x1a4}; long names are cut, control characters escaped. */
    @Override
    public String toString() {
        String name = functionName == null ? "<unnamed>" : PrintableName.of(functionName);
        String where = moduleName == null ? name : PrintableName.of(moduleName) + "!" + name;
        String line = where + " (func " + functionIndex + ")";
        return codeOffset < 0 ? line : line + " +0x" + Long.toHexString(codeOffset);
    }
}
