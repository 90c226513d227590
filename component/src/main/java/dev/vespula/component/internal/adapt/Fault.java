package dev.vespula.component.internal.adapt;

import dev.vespula.Trap;
import dev.vespula.component.internal.runtime.BorderTraps;

/** Why an adapter traps; its number is the argument of the function that does. */
enum Fault {
    CANNOT_LEAVE {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.cannotLeave();
        }
    },
    CANNOT_ENTER {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.cannotEnter();
        }
    },
    UNALIGNED {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.invalid("unaligned pointer");
        }
    },
    OUTSIDE {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.invalid(subject.outside());
        }
    },
    CHARACTER {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.invalid("invalid `char` bit pattern");
        }
    },
    DISCRIMINANT {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.invalid("invalid variant discriminant");
        }
    },
    EXCEPTION {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.invalid("an exception left the component");
        }
    },
    /** Types that only asynchronous calls can pass. */
    UNSUPPORTED {
        @Override
        Trap trap(Subject subject) {
            return BorderTraps.invalid("streams, futures and error contexts cannot be passed: they are asynchronous");
        }
    };

    private static final Fault[] ALL = values();

    /** The trap with a number. */
    static Trap trap(int fault, int subject) {
        return ALL[fault].trap(Subject.of(subject));
    }

    abstract Trap trap(Subject subject);
}
