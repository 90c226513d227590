package dev.vespula.compiler.code;

import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.SourceMap;
import dev.vespula.internal.runtime.ModuleCode;
import org.objectweb.asm.Label;

/**
 * Line numbers of generated methods: offsets in the body of their function. (Offsets in the module need not fit into the 16
 * bits that a class file has for them.)
 */
public final class Lines {
    private static final int END = 1 << Character.SIZE;

    private final int[] lines;
    private int last;

    private Lines(int[] lines) {
        this.lines = lines;
    }

    /** The lines of a function, or null if its body is too long. */
    public static Lines of(ModuleCode module, IrFunction ir) {
        if (module.bodyLength(ir.index()) >= END) {
            return null;
        }
        int start = module.model.bodyStart(ir.index());
        int[] lines = new int[ir.code().length];
        SourceMap.Reader sources = ir.sourceMap().reader();
        for (int position = 0; position < lines.length; position++) {
            lines[position] = sources.offsetAt(position) - start;
        }
        return new Lines(lines);
    }

    /** Begins another method. */
    public void reset() {
        last = 0;
    }

    /** Writes the line of a position of the IR, unless it is that of the instruction before. */
    public void write(Code code, int position) {
        int line = lines[position];
        if (line != last && line > 0) {
            Label here = new Label();
            code.label(here);
            code.line(line, here);
            last = line;
        }
    }
}
