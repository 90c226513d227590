package dev.vespula.internal.jfr;

import dev.vespula.Trap;
import dev.vespula.WasmFrame;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.runtime.FlightEvents;
import dev.vespula.internal.runtime.FunctionCode;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Suspension;
import java.util.List;
import jdk.jfr.Event;

/** Makes the events. */
public final class RecordedEvents extends FlightEvents {
    /** For {@link FlightEvents}, which does not know this class. */
    public RecordedEvents() {}

    @Override
    public Object begin(Kind kind) {
        Event event = switch (kind) {
            case MODULE_LOAD -> new ModuleLoadEvent();
            case TRANSLATE -> new TranslateEvent();
            case COMPILE -> new CompileEvent();
        };
        event.begin();
        return event;
    }

    @Override
    public void loaded(Object begun, ModuleCode module) {
        ModuleLoadEvent event = (ModuleLoadEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.module = module.title();
            event.bytes = module.bytes().length;
            event.functions = module.functionCount() - module.importedFunctionCount();
            event.commit();
        }
    }

    @Override
    public void translated(Object begun, FunctionCode function, IrFunction ir) {
        TranslateEvent event = (TranslateEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.set(function);
            event.bytes = function.module.bodyLength(function.index);
            event.irWords = ir.code().length;
            event.commit();
        }
    }

    @Override
    public void compiled(Object begun, FunctionCode first, int functions, long bytes) {
        CompileEvent event = (CompileEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.module = first.module.title();
            event.firstFunction = first.module.displayName(first.index);
            event.firstFunctionIndex = first.index;
            event.functions = functions;
            event.bytes = bytes;
            event.tier = first.module.engine.config.tier().name();
            event.commit();
        }
    }

    @Override
    public void tieredUp(FunctionCode function, int loop) {
        TierUpEvent event = new TierUpEvent();
        if (event.shouldCommit()) {
            event.set(function);
            event.loopOffset = loop < 0 ? -1 : function.ir().sourceMap().offsetAt(loop);
            event.commit();
        }
    }

    @Override
    public void trapped(Trap trap) {
        TrapEvent event = new TrapEvent();
        if (event.shouldCommit()) {
            List<WasmFrame> frames = trap.frames();
            event.code = trap.code().name();
            event.message = trap.detail();
            event.frames = frames.size();
            event.offset = -1;
            event.functionIndex = -1;
            if (!frames.isEmpty()) {
                WasmFrame top = frames.get(0);
                event.module = top.moduleName();
                event.function = top.functionName();
                event.functionIndex = top.functionIndex();
                event.offset = top.codeOffset();
            }
            event.commit();
        }
    }

    @Override
    public void suspended(Suspension suspension, FunctionCode function, long offset, int frames) {
        SuspendEvent event = new SuspendEvent();
        if (event.shouldCommit()) {
            event.set(function);
            event.offset = offset;
            event.frames = frames;
            if (suspension instanceof Suspension.InHost host) {
                event.reason = "host";
                event.cause = host.cause().getClass().getName();
            } else {
                event.reason = "fuel";
            }
            event.commit();
        }
    }
}
