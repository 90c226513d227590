package dev.vespula.component.internal.adapt;

import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Store;
import dev.vespula.component.internal.abi.Guest;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.ResourceClass;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** What stands for the provisions of one adapter. */
final class Imports {
    private final Store<?> store;
    /** Null for the host. */
    private final Guest caller;
    private final LiftedFunction callee;
    private final List<ComponentState> entered;
    private final AdapterCode code;
    /** Null for calls of the host. */
    private final Transfers transfers;

    Imports(Store<?> store, Guest caller, LiftedFunction callee, List<ComponentState> entered, AdapterCode code) {
        this.store = store;
        this.caller = caller;
        this.callee = callee;
        this.entered = entered;
        this.code = code;
        this.transfers = caller == null ? null : new Transfers(caller.state(), callee.guest().state());
    }

    Extern get(Provision what) {
        int number = what.number();
        return switch (what.kind()) {
            case TRAP -> Func.wrap(store, IntBinaryOperator.class, (fault, subject) -> {
                throw Fault.trap(fault, subject);
            });
            case FUNCTION -> callee.core();
            case POST_RETURN -> callee.postReturn();
            case MEMORY -> side(number).memory();
            case REALLOC -> side(number).realloc().func();
            case CALLER_FLAGS -> caller.state().flags().global();
            case ENTERED_FLAGS -> entered.get(number).flags().global();
            case CONTEXT_0 -> side(number).state().context(0);
            case CONTEXT_1 -> side(number).state().context(1);
            case STRING_OF_CALLER -> strings(caller, callee.guest(), number);
            case STRING_OF_CALLEE -> strings(callee.guest(), caller, number);
            case GIVE -> Func.wrap(store, IntUnaryOperator.class, handle -> transfers.give(resource(number), handle));
            case TAKE -> Func.wrap(store, IntUnaryOperator.class, handle -> transfers.take(resource(number), handle));
            case LEND -> Func.wrap(store, IntUnaryOperator.class, handle -> transfers.lend(resource(number), handle));
            case RETURNED -> Func.wrap(store, Runnable.class, transfers::returned);
            case DELIVERED -> Func.wrap(store, Runnable.class, transfers::delivered);
        };
    }

    private Guest side(int number) {
        return number == Side.CALLER.ordinal() ? caller : callee.guest();
    }

    private Func strings(Guest from, Guest to, int number) {
        return new StringSteps(store, from.memory(), to.memory()).function(StringStep.of(number));
    }

    private ResourceClass resource(int number) {
        return caller.state().resource(code.resources().get(number));
    }
}
