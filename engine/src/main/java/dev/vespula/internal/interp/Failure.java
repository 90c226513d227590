package dev.vespula.internal.interp;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.internal.limits.HeapReserve;
import dev.vespula.internal.limits.HostFailure;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.Tracer;
import dev.vespula.internal.numeric.ArithmeticTrap;
import dev.vespula.internal.runtime.ApiObjects;
import dev.vespula.internal.stop.FuelExhausted;

/** Turns the exception that ended a dispatch loop into what the caller sees: traps and exceptions get their backtrace. */
final class Failure {
    private Failure() {}

    /** Returns nothing, always throws; declared so that callers can write {@code throw}. */
    static RuntimeException of(Execution execution, Throwable thrown) {
        LinkedFunction function = execution.stop.function();
        if (execution.isException(thrown)) {
            throw Failure.<RuntimeException>unchecked(leaving(execution, thrown));
        }
        Trap trap = trap(execution, thrown);
        if (trap == null) {
            leaving(execution, HostFailure.opened(thrown));
            throw Failure.<RuntimeException>unchecked(thrown);
        }
        boolean isNew = function == null ? trap.frames().isEmpty()
                : api(execution).leaving(trap, Backtrace.of(execution, function, pc(execution, function, thrown)));
        if (isNew) {
            execution.store().engine.activity.trapped(trap);
            Tracer tracer = Tracer.of(execution.store().engine);
            if (tracer != null) {
                tracer.trapped(trap);
            }
        }
        throw trap;
    }

    /** Notes in what was thrown which functions it leaves, or stopped; gives what to throw now. */
    static Throwable leaving(Execution execution, Throwable thrown) {
        LinkedFunction function = execution.stop.function();
        return function == null ? thrown
                : api(execution).leaving(thrown, () -> Backtrace.of(execution, function, execution.stop.pc()));
    }

    private static ApiObjects api(Execution execution) {
        return execution.store().engine.api;
    }

    private static Trap trap(Execution execution, Throwable thrown) {
        if (thrown instanceof Trap trap) {
            return trap;
        }
        if (thrown instanceof ArithmeticTrap trap) {
            return new Trap(switch (trap.reason()) {
                case DIVIDE_BY_ZERO -> TrapCode.INTEGER_DIVIDE_BY_ZERO;
                case OVERFLOW -> TrapCode.INTEGER_OVERFLOW;
                case NOT_A_NUMBER -> TrapCode.BAD_CONVERSION_TO_INTEGER;
            });
        }
        if (thrown instanceof FuelExhausted) {
            return new Trap(TrapCode.OUT_OF_FUEL);
        }
        if (thrown instanceof OutOfMemoryError && execution.caller() == null) {
            HeapReserve.use();
            return new Trap(TrapCode.OUT_OF_SYSTEM_MEMORY);
        }
        return thrown instanceof StackOverflowError ? new Trap(TrapCode.STACK_OVERFLOW) : null;
    }

    private static int pc(Execution execution, LinkedFunction function, Throwable thrown) {
        int statement = execution.stop.pc();
        boolean inHost = execution.caller() != null;
        boolean ownTrap = thrown instanceof Trap || thrown instanceof ArithmeticTrap;
        boolean ofStatement = thrown instanceof Trap trap && isOfStatement(trap.code());
        boolean isKnown = execution.stop.precision() == StopPoint.Precision.EXACT;
        return inHost || !ownTrap || ofStatement || isKnown ? statement : TrapLocator.locate(execution, function, statement);
    }

    /** Whether no operand traps with a code: those neither stop nor make anything. */
    private static boolean isOfStatement(TrapCode code) {
        return switch (code) {
            case INTERRUPTED, DEADLINE_EXCEEDED, GROWTH_OPERATION_LIMITED, OUT_OF_SYSTEM_MEMORY, STRING_OUT_OF_BOUNDS,
                    INVALID_CODE_POINT -> true;
            default -> false;
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
