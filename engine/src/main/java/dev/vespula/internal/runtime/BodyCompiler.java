package dev.vespula.internal.runtime;

import dev.vespula.internal.ir.FrameTypes;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.validate.StopCheck;

/** Turns the body of a function into IR; stateless and thread-safe. */
public interface BodyCompiler {
    /**
     * Translates one function, validating it on the way if the module was made without validating bodies.
     *
     * @param stop asked now and then whether that is still wanted, or null; its exception is passed on
     * @throws dev.vespula.ModuleException if the body is invalid or exceeds a limit of the translator
     */
    IrFunction translate(ModuleCode module, int functionIndex, StopCheck stop);

    /**
     * The references in frames of a function that was translated.
     *
     * @param positions of statements of its IR, ascending
     * @return what may be read by an execution that stands at each of the positions
     * @throws UnsupportedOperationException if the compiler cannot tell; activations can then not be captured
     */
    default FrameTypes[] references(ModuleCode module, int functionIndex, int[] positions) {
        throw new UnsupportedOperationException("frames of " + this);
    }
}
