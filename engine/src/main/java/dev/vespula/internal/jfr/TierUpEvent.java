package dev.vespula.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.TierUp")
@Label("Tier Up")
@Category("Vespula")
@Description("A WebAssembly function is from now on called through compiled code, or its frames can change over at a loop")
@StackTrace(false)
final class TierUpEvent extends FunctionEvent {
    @Label("Loop Offset")
    @Description("Offset in bytes of the loop from the beginning of the module; -1 for the whole function")
    long loopOffset;
}
