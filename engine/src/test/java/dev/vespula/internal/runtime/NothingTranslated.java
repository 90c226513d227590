package dev.vespula.internal.runtime;

import dev.vespula.internal.ir.FrameTypes;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.validate.StopCheck;

/** For tests in which no function is translated. */
public final class NothingTranslated implements BodyCompiler {
    @Override
    public IrFunction translate(ModuleCode module, int functionIndex, StopCheck stop) {
        throw new AssertionError("nothing is translated");
    }

    @Override
    public FrameTypes[] references(ModuleCode module, int functionIndex, int[] positions) {
        throw new AssertionError("nothing is translated");
    }
}
