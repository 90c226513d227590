package dev.vespula.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

@Name("dev.vespula.Suspend")
@Label("Suspend")
@Category("Vespula")
@Description("A resumable WebAssembly call was suspended")
@StackTrace(true)
final class SuspendEvent extends FunctionEvent {
    @Label("Reason")
    @Description("fuel or host")
    String reason;

    @Label("Cause")
    @Description("Class of what the host function threw")
    String cause;

    @Label("Offset")
    @Description("Offset in bytes of the instruction from the beginning of the module; -1 if it is not known")
    long offset;

    @Label("Frames")
    @Description("Calls of WebAssembly functions that are under way")
    int frames;
}
