package dev.vespula.component.internal.instantiate;

import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.HostArgs;
import dev.vespula.Store;
import dev.vespula.component.internal.abi.CoreValues;
import dev.vespula.component.internal.abi.Guest;
import dev.vespula.component.internal.abi.ReturnSlot;
import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.runtime.BorderTraps;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import java.util.List;
import java.util.function.Consumer;

/**
 * The built-in functions of the canonical ABI, in an instance. Those of the asynchronous part trap: calls are synchronous.
 * CanonicalABI.md, "Canonical Definitions".
 */
final class Builtins {
    private static final FuncType DROP = new FuncType(List.of(NumType.I32), List.of());
    private static final FuncType CONVERT = new FuncType(List.of(NumType.I32), List.of(NumType.I32));

    private final Store<?> store;
    private final ComponentState state;

    Builtins(Store<?> store, ComponentState state) {
        this.store = store;
        this.state = state;
    }

    private Func function(FuncType type, Consumer<HostArgs> body) {
        return Func.of(store, type, (caller, args) -> body.accept(args));
    }

    Func resource(Canon.ResourceOperation operation, ResourceClass type) {
        return switch (operation) {
            case NEW -> function(CONVERT, args -> {
                state.checkMayLeave();
                args.result(0, state.handles().own(type, args.i32(0)));
            });
            case DROP -> function(DROP, args -> {
                state.checkMayLeave();
                Handle handle = state.handles().drop(args.i32(0), type);
                if (handle.owns()) {
                    type.destroy(handle.representation(), state);
                }
            });
            case REP -> function(CONVERT, args -> args.result(0, (Integer) state.handles().get(args.i32(0), type)
                    .representation()));
        };
    }

    Func other(Canon canon, FuncType type) {
        if (canon instanceof Canon.Context context) {
            return context(context, type);
        }
        if (canon instanceof Canon.Plain plain && plain.builtin() == Builtin.BACKPRESSURE_INC) {
            return function(type, args -> state.addBackpressure(1));
        }
        if (canon instanceof Canon.Plain plain && plain.builtin() == Builtin.BACKPRESSURE_DEC) {
            return function(type, args -> state.addBackpressure(-1));
        }
        return function(type, args -> {
            state.checkMayLeave();
            throw BorderTraps.invalid("the built-in function is asynchronous, which is not supported");
        });
    }

    Func taskReturn(FuncType type, Guest guest, ReturnSlot returns) {
        return function(type, args -> {
            state.checkMayLeave();
            returns.give(guest, type, CoreValues.read(args, type.params()));
        });
    }

    private Func context(Canon.Context context, FuncType type) {
        boolean isWide = (type.params().isEmpty() ? type.results() : type.params()).get(0) == NumType.I64;
        Global slot = state.context(context.slot());
        if (context.builtin() == Builtin.CONTEXT_SET) {
            return function(type, args -> slot.setI64(isWide ? args.i64(0) : args.i32(0)));
        }
        return function(type, args -> {
            if (isWide) {
                args.result(0, slot.i64());
            } else {
                args.result(0, (int) slot.i64());
            }
        });
    }
}
